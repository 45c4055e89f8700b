package io.breakwater.waterfall.call;

import io.breakwater.waterfall.process.Now;

/**
 * What an account knows when it asks whether its call may expire: the time, whether every bank stream has answered the
 * flush and all that it named is applied, and whether its bucket has told of outages.
 */
public record ExpiryCheck(Now now, boolean banksFlushed, boolean outagesTold) {

    /** Why a call may not expire yet, or that it may. */
    public enum Verdict {
        /** House time may still be before the deadline, or the node has no house time. */
        NOT_PAST_THE_DEADLINE,
        /** A cure may still lie at a bank stream. */
        BANKS_NOT_FLUSHED,
        /** An outage may still extend it. */
        OUTAGES_NOT_TOLD,
        MAY_EXPIRE
    }
}
