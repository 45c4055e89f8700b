package io.breakwater.chaos.cluster;

import java.util.PriorityQueue;

/** True time, which nobody in the simulation can read, and everything that is still to happen. */
public final class Agenda {

    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private long now;
    private long order;
    private long steps;

    /** What happens at its time; at the same time, in the order it was arranged. */
    private record Due(long at, long order, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int time = Long.compare(at, other.at);
            return time != 0 ? time : Long.compare(order, other.order);
        }
    }

    /** Nanoseconds since the beginning. */
    public long now() {
        return now;
    }

    /** How many things have happened. */
    public long steps() {
        return steps;
    }

    /** Arranges something in so many nanoseconds. */
    public void in(long nanos, Runnable what) {
        due.add(new Due(now + nanos, order++, what));
    }

    /** Lets everything happen that is due until then. */
    public void runUntil(long end) {
        while (true) {
            Due next = due.peek();
            if (next == null || next.at() > end) {
                now = end;
                return;
            }
            due.remove();
            now = next.at();
            steps++;
            next.what().run();
        }
    }
}
