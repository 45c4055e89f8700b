package io.breakwater.waterfall.call;

/** Where a call stands. The last three are final. */
public enum CallStage {
    ISSUED,
    /** The member has confirmed the amounts asked for so far. */
    ACKNOWLEDGED,
    /** Some of it is paid. */
    PARTLY_MET,
    /** All of it is paid. */
    MET,
    /** Withdrawn by the house: released by its policy, or void because its member was declared in default. */
    CANCELLED,
    /** Past its deadline with an unpaid part. Later money shrinks the liquidation, not the call. */
    EXPIRED;

    public boolean isFinal() {
        return this == MET || this == CANCELLED || this == EXPIRED;
    }
}
