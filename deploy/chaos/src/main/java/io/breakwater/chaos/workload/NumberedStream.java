package io.breakwater.chaos.workload;

import io.breakwater.chaos.workload.Entrances.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stream whose pages are numbered: the next page goes out when the one before has a definite answer, and until then the
 * same page goes to one node after the other. What is to be sent meanwhile waits here, up to a bound. One thread sends.
 *
 * @param <T> what a page is made of
 */
abstract class NumberedStream<T, A> implements Runnable {

    /** Things that wait; whoever brings more is sent away. */
    static final int WAITING = 200;

    private static final int OF_A_PAGE = 20;
    private static final int REFUSALS = 25;
    private static final long PAUSE_MILLIS = 200;

    private final Requests requests;
    private final LinkedBlockingQueue<T> waiting = new LinkedBlockingQueue<>(WAITING);
    private final AtomicInteger owed = new AtomicInteger();

    NumberedStream(Requests requests) {
        this.requests = requests;
    }

    /** Has something sent with one of the next pages; false when too much waits already. */
    boolean offer(T thing) {
        owed.incrementAndGet();
        boolean taken = waiting.offer(thing);
        if (!taken) {
            owed.decrementAndGet();
        }
        return taken;
    }

    /** True when nothing waits and nothing is under way. */
    boolean isIdle() {
        return owed.get() == 0;
    }

    /** The next page. */
    abstract Request<?, A> page(List<T> things);

    /** The page has its number for ever. */
    abstract void taken(List<T> things, A answer);

    /** Nothing of the page was taken, for so many times now; true when it is given up. */
    boolean refused(List<T> things, String reason, int times) {
        return times >= REFUSALS;
    }

    @Override
    public void run() {
        try {
            while (!requests.isOver()) {
                T first = waiting.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    owed.addAndGet(-send(first));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Requests.Over over) {
            // The end: whatever was under way is taken down as unknown.
        }
    }

    /** Answers how many things it was. */
    private int send(T first) {
        List<T> things = new ArrayList<>(List.of(first));
        waiting.drainTo(things, OF_A_PAGE - 1);
        Request<?, A> request = page(things);
        for (int times = 1; ; times++) {
            Outcome<A> outcome = requests.insist(request);
            if (outcome instanceof Outcome.Answered<A> answered) {
                taken(things, answered.answer());
                return things.size();
            }
            if (outcome instanceof Outcome.Refused<A> no && refused(things, no.reason(), times)) {
                return things.size();
            }
            requests.pause(PAUSE_MILLIS);
        }
    }
}
