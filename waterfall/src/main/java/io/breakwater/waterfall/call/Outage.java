package io.breakwater.waterfall.call;

import java.time.Duration;
import java.time.Instant;

/**
 * A recorded time in which the house could not take cures: a gap in a bucket's heartbeats, or cures shed under load. A
 * call that overlaps it gets the overlap back, once.
 */
public record Outage(String id, Instant from, Instant until) {

    public Outage {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("outage " + id + " ends before it begins: " + from + ", " + until);
        }
    }

    /** How much of the time from {@code begin} to {@code end} this outage covers. */
    public Duration overlap(Instant begin, Instant end) {
        Instant first = from.isAfter(begin) ? from : begin;
        Instant last = until.isBefore(end) ? until : end;
        return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
    }
}
