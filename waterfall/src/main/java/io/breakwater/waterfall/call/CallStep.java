package io.breakwater.waterfall.call;

/** What can happen to a call. */
public enum CallStep {
    ACKNOWLEDGE,
    /** A worse price adds an amount. */
    RAISE,
    PAY_PART,
    PAY_ALL,
    /** A recorded outage moves deadlines later. */
    EXTEND,
    CANCEL,
    EXPIRE
}
