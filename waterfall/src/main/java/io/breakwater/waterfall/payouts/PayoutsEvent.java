package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.PayoutMessage.Verdict;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the payouts of a bucket persist. */
public sealed interface PayoutsEvent extends SourceEvent {

    /** The payouts after this event, whose channels are moved on beside it. */
    Payouts applyTo(Payouts payouts, long number);

    /** A withdrawal is registered and its account asked for a hold, both under this event's number. */
    record Requested(
            String principal,
            RequestId request,
            String digest,
            String member,
            EntityId account,
            Money amount,
            Optional<Instant> keptAt,
            List<Acknowledgement> acknowledged)
            implements PayoutsEvent {
        public Requested {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Payouts applyTo(Payouts payouts, long number) {
            return payouts.requested(this, number);
        }
    }

    /** The account has granted the hold, and the entry that uses it takes the money off the account. */
    record TakenOff(PayoutId payout, List<Entry> entries, Optional<Instant> keptAt, List<Acknowledgement> acknowledged)
            implements PayoutsEvent {
        public TakenOff {
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Payouts applyTo(Payouts payouts, long number) {
            return payouts.takenOff(this, number);
        }
    }

    /**
     * The withdrawal comes to nothing.
     *
     * @param release true when a hold was granted, which is given back
     */
    record Declined(
            PayoutId payout,
            PayoutRejection reason,
            String detail,
            boolean release,
            Optional<Instant> keptAt,
            List<Acknowledgement> acknowledged)
            implements PayoutsEvent {
        public Declined {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Payouts applyTo(Payouts payouts, long number) {
            return payouts.declined(this);
        }
    }

    /** A hold that was given back has ended. */
    record HoldReturned(EntityId account, long hold, List<Acknowledgement> acknowledged) implements PayoutsEvent {
        public HoldReturned {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Payouts applyTo(Payouts payouts, long number) {
            return payouts.with(payouts.holds().gone(account, hold));
        }
    }

    /** The bank's word on a payout was heard, and the money in transit moved to where it says. */
    record Settled(PayoutMessage.Settle word, List<Entry> entries, List<Acknowledgement> acknowledged)
            implements PayoutsEvent {
        public Settled {
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Payouts applyTo(Payouts payouts, long number) {
            return payouts.settled(word).heard(word, Verdict.BOOKED);
        }
    }

    /** The bank's word is about no payout that is on its way; nothing was moved. */
    record SettlementDisputed(PayoutMessage.Settle word, List<Acknowledgement> acknowledged) implements PayoutsEvent {
        public SettlementDisputed {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Payouts applyTo(Payouts payouts, long number) {
            return payouts.heard(word, Verdict.DISPUTED);
        }
    }

    /** Somebody was told that this request had not been applied, so it never will be. */
    record RequestVoided(
            String principal, RequestId request, Optional<Instant> keptAt, List<Acknowledgement> acknowledged)
            implements PayoutsEvent {
        public RequestVoided {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Payouts applyTo(Payouts payouts, long number) {
            return payouts.voided(this);
        }
    }

    /** A subject is refused from the next event on. */
    record StopPlaced(StopMessage.PlaceStop stop, List<Acknowledgement> acknowledged) implements PayoutsEvent {
        public StopPlaced {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Payouts applyTo(Payouts payouts, long number) {
            return payouts.with(payouts.stops().placed(stop, number));
        }
    }

    /** A stop stands no longer, and never will again. */
    record StopLifted(StopMessage.LiftStop stop, List<Acknowledgement> acknowledged) implements PayoutsEvent {
        public StopLifted {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Payouts applyTo(Payouts payouts, long number) {
            return payouts.with(payouts.stops().lifted(stop.id()));
        }
    }

    /** Acknowledgements that found no other event to ride in. */
    record AcknowledgementsNoted(List<Acknowledgement> acknowledged) implements PayoutsEvent {
        public AcknowledgementsNoted {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Payouts applyTo(Payouts payouts, long number) {
            return payouts;
        }
    }
}
