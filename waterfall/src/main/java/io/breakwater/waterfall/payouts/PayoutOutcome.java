package io.breakwater.waterfall.payouts;

/** What a bank's statement says of a payout. */
public enum PayoutOutcome {
    /** The money has left the house for good. */
    PAID,
    /** The money came back. */
    FAILED
}
