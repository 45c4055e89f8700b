package io.breakwater.chaos.nemesis;

import io.breakwater.chaos.process.Lab;
import io.breakwater.chaos.run.Struck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Carries out a schedule, each fault in a thread of its own, and keeps a record of what has been done. */
public final class Nemesis {

    private static final double SECOND = 1e3;

    private final LongSupplier clock;
    private final Strikes strikes;
    private final Consumer<String> told;
    private final List<Struck> struck = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    /**
     * For one run.
     *
     * @param clock milliseconds since the run began
     * @param told hears of every fault, one line each time it strikes or is healed
     */
    public Nemesis(Lab lab, LongSupplier clock, Consumer<String> told) {
        this.clock = clock;
        this.strikes = new Strikes(lab, clock);
        this.told = told;
    }

    /** Returns when all faults that have struck are healed. */
    public void carryOut(Schedule schedule) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Fault fault : schedule.faults()) {
            Thread thread =
                    new Thread(() -> attempt(fault), "fault-" + fault.kind().text());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        while (clock.getAsLong() < schedule.millis()) {
            TimeUnit.MILLISECONDS.sleep(Math.min(100, schedule.millis() - clock.getAsLong()));
        }
    }

    /** The faults so far, in the order in which they struck. */
    public synchronized List<Struck> struck() {
        return struck.stream().sorted(Comparator.comparingLong(Struck::from)).toList();
    }

    /** The faults that found nobody to strike, or no moment for it. */
    public synchronized List<String> missed() {
        return List.copyOf(missed);
    }

    /** The faults that could not be carried out as planned, and why. */
    public synchronized List<String> failed() {
        return List.copyOf(failed);
    }

    private void attempt(Fault fault) {
        try {
            sleepUntil(fault.at());
            carryOut(fault);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (Exception wrong) {
            tell(fault.kind().text() + " failed: " + wrong);
            synchronized (this) {
                failed.add(fault + ": " + wrong);
            }
        }
    }

    private void carryOut(Fault fault) throws Exception {
        long before = clock.getAsLong();
        Optional<Effect> effect = strikes.strike(fault);
        if (effect.isEmpty()) {
            tell(fault.kind().text() + " struck nobody");
            synchronized (this) {
                missed.add(fault.toString());
            }
            return;
        }
        boolean waited = fault.kind().aim() == FaultKind.Aim.OWNER;
        long from = waited ? clock.getAsLong() : before;
        long until = waited ? from + fault.amount() : before + fault.millis();
        String what = fault.kind().text() + " " + effect.get().target();
        tell(what + (effect.get().detail().isEmpty() ? "" : " (" + effect.get().detail() + ")"));
        try {
            sleepUntil(fault.kind() == FaultKind.ROLLING_RESTART ? 0 : until);
        } finally {
            effect.get().healing().heal();
        }
        tell(what + " healed");
        synchronized (this) {
            struck.add(new Struck(
                    fault.kind().text(),
                    effect.get().target(),
                    from,
                    clock.getAsLong(),
                    effect.get().detail()));
        }
    }

    private void sleepUntil(long at) throws InterruptedException {
        long left = at - clock.getAsLong();
        if (left > 0) {
            TimeUnit.MILLISECONDS.sleep(left);
        }
    }

    private void tell(String line) {
        told.accept(String.format("%7.1f s  %s", clock.getAsLong() / SECOND, line));
    }
}
