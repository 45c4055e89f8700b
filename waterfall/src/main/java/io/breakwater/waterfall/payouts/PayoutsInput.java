package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.PayloadDigest;
import io.breakwater.waterfall.receipts.RequestId;
import java.util.List;
import java.util.Optional;

/** What the payouts of a bucket may be told. */
public sealed interface PayoutsInput extends Message {

    /**
     * Asks for money to be paid out. Answered with {@link PayoutDecision.Pending} once it is registered, again and for
     * ever; {@link AwaitDecision} says what came of it.
     *
     * @param asMember the member to whom the account must belong, when a member asks
     * @param owner the member to whom it belongs, as the edge looked it up; absent when there is no such account
     */
    record RequestWithdrawal(
            Optional<String> asMember, Optional<String> owner, RequestId request, EntityId account, Money amount)
            implements PayoutsInput {

        String digest() {
            return PayloadDigest.of(
                    List.of(account.toString(), amount.currency().toString(), Long.toString(amount.minorUnits())));
        }
    }

    /**
     * What if: whether {@link RequestWithdrawal} would be registered.
     *
     * @param asMember the member to whom the account must belong, when a member asks
     * @param owner the member to whom it belongs; absent when there is no such account
     */
    record WeighWithdrawal(Optional<String> asMember, Optional<String> owner, EntityId account, Money amount)
            implements PayoutsInput {}

    /** Waits until the account has decided on a request of the asking principal. */
    record AwaitDecision(RequestId request) implements PayoutsInput {}

    /** What became of a request of the asking principal; one that has not arrived is voided. */
    record ReadStatus(RequestId request) implements PayoutsInput {}

    /**
     * How far a payout has got.
     *
     * @param asMember the member to whom it must belong, when a member asks
     */
    record ReadPayout(Optional<String> asMember, PayoutId payout) implements PayoutsInput {}

    /** The payouts that the bank is to pay, in the order of their numbers, from the one after this. */
    record ListPayouts(long after, int limit) implements PayoutsInput {

        /** Payouts on one page. */
        public static final int PAGE = 500;

        public ListPayouts {
            if (after < 0 || limit < 1 || limit > PAGE) {
                throw new IllegalArgumentException(limit + " payouts after " + after);
            }
        }
    }

    /** A line of a bank's statement. */
    record Settle(PayoutMessage.Settle word) implements PayoutsInput {}

    /** An account has granted a hold. */
    record Granted(HoldMessage.HoldGranted word) implements PayoutsInput {}

    /** An account grants nothing. */
    record Refused(HoldMessage.HoldRefused word) implements PayoutsInput {}

    /** A hold that was given back has ended. */
    record Ended(HoldMessage.HoldEnded word) implements PayoutsInput {}

    /** An account's mark. */
    record Acknowledged(PostingsAcknowledged word) implements PayoutsInput {}

    /** An account knows a number as another entry. */
    record Contradicted(PostingsContradicted word) implements PayoutsInput {}

    /** Refuse a subject from now on. */
    record Place(StopMessage.PlaceStop stop) implements PayoutsInput {}

    /** Accept a subject again. */
    record Lift(StopMessage.LiftStop stop) implements PayoutsInput {}

    /** Time passes. */
    record Tick() implements PayoutsInput {}
}
