package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;

/** What banks and payouts say to each other. Every message may be lost, doubled or late. */
public sealed interface PayoutMessage extends Message {

    /**
     * A line of a bank's statement about a payout. A bank tells one entity of its lines in their order, the next when the
     * one before is confirmed, so a line that is not larger than the last one is always a copy.
     *
     * @param external the account that stands for what the bank holds
     */
    record Settle(
            EntityId bank,
            EntityId external,
            long line,
            PayoutId payout,
            EntityId account,
            Money amount,
            PayoutOutcome outcome)
            implements PayoutMessage {}

    /** The line is persisted with what was made of it, and is not to be told again. */
    record Settled(EntityId payouts, EntityId bank, long line, Verdict verdict) implements PayoutMessage {}

    /** What was made of a bank's line. */
    enum Verdict {
        /** The money was moved. */
        BOOKED,
        /**
         * No such payout was on its way: it is settled already, was never granted, or is of another account or amount.
         * Nothing was moved; people find out what the bank did.
         */
        DISPUTED
    }
}
