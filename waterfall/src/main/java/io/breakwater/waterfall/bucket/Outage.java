package io.breakwater.waterfall.bucket;

import java.time.Instant;

/** A stretch of house time in which the house cannot show that it was there to take a cure. */
public record Outage(Instant from, Instant until) implements Comparable<Outage> {

    public Outage {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("an outage from " + from + " until " + until);
        }
    }

    /** True when it shares more than an instant with [start, end). */
    public boolean overlaps(Instant start, Instant end) {
        return from.isBefore(end) && start.isBefore(until);
    }

    @Override
    public int compareTo(Outage other) {
        int order = from.compareTo(other.from);
        return order != 0 ? order : until.compareTo(other.until);
    }
}
