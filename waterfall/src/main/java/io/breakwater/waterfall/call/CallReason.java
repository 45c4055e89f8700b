package io.breakwater.waterfall.call;

import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.money.Money;

/**
 * The inputs of a call, kept with it so that its number can be recomputed: the snapshot, what made the house look, the
 * account's figures at it, and the requirement at the call level and at the restore-to level.
 */
public record CallReason(long snapshot, Occasion occasion, AccountFigures figures, Money callBelow, Money restoreTo) {

    /** What made the house judge the account. */
    public enum Occasion {
        /** The account has settled. */
        SETTLEMENT,
        /** A new price between settlements. */
        MARK
    }
}
