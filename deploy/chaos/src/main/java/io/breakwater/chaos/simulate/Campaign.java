package io.breakwater.chaos.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Many runs, some at a time; each of them is single-threaded and knows nothing of the others. */
final class Campaign {

    private final Simulation.Settings settings;
    private final Report report = new Report();
    private final AtomicLong next;
    private final long firstSeed;
    private final long wanted;
    private final long deadline;

    /**
     * Runs seeds from the first one on until so many count, or time is up.
     *
     * @param wanted 0 for as many as there is time for
     * @param nanos 0 for as long as it takes
     */
    Campaign(Simulation.Settings settings, long firstSeed, long wanted, long nanos) {
        this.settings = settings;
        this.firstSeed = firstSeed;
        this.next = new AtomicLong(firstSeed);
        this.wanted = wanted;
        this.deadline = nanos == 0 ? Long.MAX_VALUE : System.nanoTime() + nanos;
    }

    Report run(int threads) throws InterruptedException {
        List<Thread> crew = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(this::work, "simulation-" + i);
            crew.add(worker);
            worker.start();
        }
        for (Thread worker : crew) {
            worker.join();
        }
        return report;
    }

    private void work() {
        while (!isDone()) {
            report.add(Simulation.run(next.getAndIncrement(), settings, Set.of(), none -> {}));
        }
    }

    /** Enough count, or there is no hope that they will: one in two runs that does not count is a fault of the plan. */
    private boolean isDone() {
        boolean enough = wanted > 0 && (report.counted() >= wanted || next.get() - firstSeed > 2 * wanted + 10);
        return enough || System.nanoTime() > deadline || report.violated().size() >= 10;
    }
}
