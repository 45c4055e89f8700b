package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.process.Message;
import java.util.List;
import java.util.Optional;

/** What the payouts of a bucket answer, beside a {@link PayoutDecision}. */
public sealed interface PayoutsReply extends Message {

    /** Nothing was done. */
    record Refused(PayoutRejection reason) implements PayoutsReply {}

    /** The withdrawal that was weighed would be registered; its account would decide. */
    record Registrable() implements PayoutsReply {}

    /** One payout. */
    record View(Payout payout) implements PayoutsReply {}

    /** Payouts that the bank is to pay; more follow after the last of them. */
    record Page(List<Payout> payouts, boolean more) implements PayoutsReply {
        public Page {
            payouts = List.copyOf(payouts);
        }
    }

    /**
     * What became of a request, for ever true as of event {@code number}.
     *
     * @param decision how it was decided, when it was registered
     */
    record Status(Outcome outcome, long number, Optional<PayoutDecision> decision) implements PayoutsReply {

        /** What became of a request. */
        public enum Outcome {
            /** It was registered and decided, once. */
            COMMITTED,
            /** It had not arrived and is refused should it still arrive. */
            VOIDED,
            /** It is older than what is remembered. */
            FORGOTTEN
        }
    }
}
