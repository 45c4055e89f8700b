package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason;
import io.breakwater.waterfall.call.MarginCall;
import java.time.Instant;
import java.util.Optional;

/** Where an account stands with the house. Only {@link Good} opens, withdraws and bids. */
public sealed interface Standing {

    /** The call that is open. */
    default Optional<MarginCall> openCall() {
        return Optional.empty();
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
    record Expired(MarginCall call, CallPolicy.AfterExpiry after) implements Standing {}

    /** Equity fell below the close-out level: positions are closed out at once. A call that was open is cancelled. */
    record ClosingOut(CallReason reason, Optional<MarginCall> cancelled) implements Standing {}
}
