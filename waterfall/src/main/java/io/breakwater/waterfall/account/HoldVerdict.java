package io.breakwater.waterfall.account;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;

/** What an account makes of a question for a hold. */
sealed interface HoldVerdict {

    /**
     * So much is set aside.
     *
     * @param snapshot the snapshot by which it was decided; 0 where none was needed
     * @param withdrawable what could have been given before it
     */
    record Grant(Hold hold, long snapshot, Money withdrawable) implements HoldVerdict {}

    /** Nothing is, for ever. */
    record Refuse(HoldRefusal reason) implements HoldVerdict {}

    /** It cannot be decided before the account has heard prices. */
    record NeedsFacts() implements HoldVerdict {}
}
