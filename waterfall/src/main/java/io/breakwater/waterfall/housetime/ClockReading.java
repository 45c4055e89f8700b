package io.breakwater.waterfall.housetime;

import java.time.Duration;
import java.time.Instant;

/**
 * One look at a wall clock: it showed {@code wall} at some moment between {@code sent} and {@code received} of this
 * node's monotonic clock, both taken by this node. Freshness counts from {@code sent}: an answer proves that the peer's
 * clock was looked at after the question left, not that it was looked at just before the answer was read.
 */
public record ClockReading(Duration sent, Duration received, Instant wall) {

    /** This node's own wall clock, looked at now. */
    static ClockReading own(Duration uptime, Instant wall) {
        return new ClockReading(uptime, uptime, wall);
    }

    boolean isFresh(Duration uptime, ClockPolicy policy) {
        return uptime.minus(sent).compareTo(policy.freshFor()) <= 0;
    }

    /** The smallest that true time minus the monotonic clock can be now, if the clock that was read is correct. */
    Duration lowest(Duration uptime, ClockPolicy policy) {
        return sinceEpoch().minus(received).minus(slack(uptime, policy));
    }

    /** The largest that true time minus the monotonic clock can be now, if the clock that was read is correct. */
    Duration highest(Duration uptime, ClockPolicy policy) {
        return sinceEpoch().minus(sent).plus(slack(uptime, policy));
    }

    private Duration slack(Duration uptime, ClockPolicy policy) {
        return policy.wallBound().plus(policy.drift(uptime.minus(sent)));
    }

    private Duration sinceEpoch() {
        return Duration.between(Instant.EPOCH, wall);
    }
}
