package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.process.Message;

/** How far a withdrawal is decided, as its receipt keeps it. The last two are for ever. */
public sealed interface PayoutDecision extends Message {

    PayoutId payout();

    /** It is registered, and its account is asked for a hold. */
    record Pending(PayoutId payout) implements PayoutDecision {}

    /**
     * The money is off the account and will be paid by the bank.
     *
     * @param number the event that took it off: an account read with it shows the withdrawal
     */
    record Accepted(PayoutId payout, long number) implements PayoutDecision {}

    /** Nothing is paid out, and nothing stays on hold. */
    record Declined(PayoutId payout, PayoutRejection reason, String detail) implements PayoutDecision {}
}
