package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.bidding.BidChange;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a desk persists. */
public sealed interface DeskEvent extends SourceEvent {

    /** The desk after this event, whose channels are moved on beside it. */
    Desk applyTo(Desk desk, long number);

    /** From here on the desk closes positions on these terms. */
    record TermsSet(DeskTerms terms, List<Acknowledgement> acknowledged) implements DeskEvent {
        public TermsSet {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Desk applyTo(Desk desk, long number) {
            return desk.with(terms);
        }
    }

    /** Something about one bid or one request. */
    record BidChanged(BidChange change, List<Acknowledgement> acknowledged) implements DeskEvent {
        public BidChanged {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Desk applyTo(Desk desk, long number) {
            return desk.with(change.applyTo(desk.book(), desk.self(), number));
        }

        /** A bid has a hold asked for, and it stands until somebody takes it back. */
        @Override
        public boolean engagesAccounts() {
            return change instanceof BidChange.Registered;
        }
    }

    /**
     * An order was taken, or filled further: the bids that it meets end with their holds.
     *
     * @param member the member to whom the account belongs
     * @param gained what these fills gained the account against the order's mark, lost when negative
     * @param fee what it pays for them
     * @param at house time
     * @param until when its window ends, unless it is done
     */
    record OrderWorked(
            Order order,
            String member,
            List<Fill> fills,
            Money gained,
            Money fee,
            Stage stage,
            Instant at,
            Instant until,
            List<Entry> entries,
            List<Acknowledgement> acknowledged)
            implements DeskEvent {
        public OrderWorked {
            fills = List.copyOf(fills);
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Desk applyTo(Desk desk, long number) {
            return desk.worked(this, number);
        }

        @Override
        public boolean engagesAccounts() {
            return true;
        }
    }

    /** How an order stands after it was worked on. */
    enum Stage {
        /** What is left is offered until the window ends. */
        OFFERED,
        /** More bids take it than one event may hold. */
        UNFINISHED,
        /** Filled as far as it will be. */
        DONE,
        /** Not worked on, because the instrument is stopped: its account plans anew. */
        LAPSED
    }

    /**
     * A subject is refused from the next event on.
     *
     * @param bids the bids of the subject, which are withdrawn with it
     * @param orders the accounts whose orders end with it: done, or lapsed when it is the instrument's stop
     */
    record StopPlaced(
            StopMessage.PlaceStop stop,
            List<Long> bids,
            List<EntityId> orders,
            Optional<Instant> at,
            List<Acknowledgement> acknowledged)
            implements DeskEvent {
        public StopPlaced {
            bids = List.copyOf(bids);
            orders = List.copyOf(orders);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Desk applyTo(Desk desk, long number) {
            return desk.stopped(this, number);
        }
    }

    /** A stop stands no longer, and never will again. */
    record StopLifted(StopMessage.LiftStop stop, List<Acknowledgement> acknowledged) implements DeskEvent {
        public StopLifted {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Desk applyTo(Desk desk, long number) {
            return desk.with(desk.stops().lifted(stop.id()));
        }
    }

    /** Acknowledgements that found no other event to ride in. */
    record AcknowledgementsNoted(List<Acknowledgement> acknowledged) implements DeskEvent {
        public AcknowledgementsNoted {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Desk applyTo(Desk desk, long number) {
            return desk;
        }
    }
}
