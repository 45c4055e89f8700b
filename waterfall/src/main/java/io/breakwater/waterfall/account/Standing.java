package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import java.time.Instant;
import java.util.Optional;

/** Where an account stands with the house. Only {@link Good} opens, withdraws and bids. */
public sealed interface Standing {

    /** The call that is open. */
    default Optional<MarginCall> openCall() {
        return Optional.empty();
    }

    /** The call that the standing is about, open or not. */
    default Optional<MarginCall> lastCall() {
        return openCall();
    }

    /** No call is open and none has expired. */
    record Good() implements Standing {}

    /**
     * One call is open.
     *
     * @param outagesTo outages up to this moment have been given back to the call
     */
    record UnderCall(MarginCall call, CallTerms terms, Instant outagesTo) implements Standing {
        public UnderCall {
            if (call.stage().isFinal()) {
                throw new IllegalArgumentException("call " + call.number() + " is " + call.stage());
            }
        }

        @Override
        public Optional<MarginCall> openCall() {
            return Optional.of(call);
        }

        UnderCall with(MarginCall next) {
            return new UnderCall(next, terms, outagesTo);
        }
    }

    /** A call expired with an unpaid part, for ever; what follows is as its policy said then. */
    record Expired(MarginCall call, CallPolicy.AfterExpiry after) implements Standing {
        @Override
        public Optional<MarginCall> lastCall() {
            return Optional.of(call);
        }
    }

    /** Equity fell below the close-out level: positions are closed out at once. A call that was open is cancelled. */
    record ClosingOut(CallReason reason, Optional<MarginCall> cancelled) implements Standing {
        @Override
        public Optional<MarginCall> lastCall() {
            return cancelled;
        }
    }

    /**
     * A client has nothing left to sell and owes: its member's debt. It is good again once its equity is not negative.
     *
     * @param liquidation the account's number for the liquidation that ended here
     * @param amount minus its equity then
     * @param taken whether the house has confirmed that the debt is the member's
     */
    record Deficient(long liquidation, Money amount, boolean taken, Optional<MarginCall> lastCall)
            implements Standing {}

    /**
     * Nobody took the lots at what the account could bear, or none are left and it owes: for an episode. An account that
     * nobody stands behind, or a member's own.
     */
    record Unsold(long liquidation, Optional<MarginCall> lastCall) implements Standing {}

    /**
     * An episode has taken the account over, for ever: it takes postings, and is not settled, judged or called.
     *
     * @param word what it had when it gave itself up, as it was answered and will be answered again
     * @param lastCall the call that was open and is cancelled, or that had expired
     */
    record InDefault(EntityId episode, AccountReply.Surrendered word, Optional<MarginCall> lastCall)
            implements Standing {}
}
