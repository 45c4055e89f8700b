package io.breakwater.waterfall.call;

import java.time.Duration;
import java.time.Instant;

/**
 * A recorded time in which the house could not take cures: a gap in a bucket's heartbeats, or cures shed under load. The
 * time it took does not count against an amount that was open, once per outage.
 */
public record Outage(String id, Instant from, Instant until) {

    public Outage {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("outage " + id + " ends before it begins: " + from + ", " + until);
        }
    }

    /**
     * The time it took from somebody who had from {@code begin} to {@code deadline}: all of it after the begin, so that
     * what was left when it began is left when it ends; nothing when it began at or after the deadline.
     */
    public Duration taken(Instant begin, Instant deadline) {
        Instant first = from.isAfter(begin) ? from : begin;
        return first.isBefore(deadline) && until.isAfter(first) ? Duration.between(first, until) : Duration.ZERO;
    }
}
