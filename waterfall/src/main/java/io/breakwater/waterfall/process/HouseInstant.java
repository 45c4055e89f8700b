package io.breakwater.waterfall.process;

import java.time.Duration;
import java.time.Instant;

/**
 * House time as one node knows it: the true house time lies within {@code error} of {@code time}. A deadline is past
 * only when it is past at the earliest possible time, so that a clock can make the house late but never early.
 */
public record HouseInstant(Instant time, Duration error) {

    public HouseInstant {
        if (error.isNegative()) {
            throw new IllegalArgumentException("negative error bound: " + error);
        }
    }

    /** True when {@code time - error >= deadline}. */
    public boolean isPast(Instant deadline) {
        return !time.minus(error).isBefore(deadline);
    }
}
