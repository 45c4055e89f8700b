package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Instant;
import java.util.Optional;

/** What an event of a desk or an auction may do to its bids. */
public sealed interface BidChange {

    /** The book of this entity after the change, which came with this event. */
    BidBook applyTo(BidBook book, EntityId self, long number);

    /** A bid is registered and its account asked for room, both under this event's number. */
    record Registered(
            String principal,
            RequestId request,
            String digest,
            EntityId account,
            String member,
            InstrumentId instrument,
            Lots lots,
            Price price,
            Optional<Instant> keptAt)
            implements BidChange {
        @Override
        public BidBook applyTo(BidBook book, EntityId self, long number) {
            return book.registered(this, self, number);
        }
    }

    /** The account has set the room aside, and the bid stands. */
    record Accepted(long bid, Optional<Instant> keptAt) implements BidChange {
        @Override
        public BidBook applyTo(BidBook book, EntityId self, long number) {
            return book.accepted(this, number);
        }
    }

    /**
     * The bid comes to nothing.
     *
     * @param release true when a hold was granted, which is given back
     */
    record Declined(long bid, BidRejection reason, String detail, boolean release, Optional<Instant> keptAt)
            implements BidChange {
        @Override
        public BidBook applyTo(BidBook book, EntityId self, long number) {
            return book.declined(this);
        }
    }

    /** What was left of a bid is taken back, and its hold with it. */
    record Withdrawn(long bid, String principal, RequestId request, String digest, Optional<Instant> keptAt)
            implements BidChange {
        @Override
        public BidBook applyTo(BidBook book, EntityId self, long number) {
            return book.withdrawn(this, number);
        }
    }

    /** A hold that was given back has ended. */
    record HoldReturned(EntityId account, long hold) implements BidChange {
        @Override
        public BidBook applyTo(BidBook book, EntityId self, long number) {
            return book.returned(account, hold);
        }
    }

    /** Somebody was told that this request had not been applied, so it never will be. */
    record RequestVoided(String principal, RequestId request, Optional<Instant> keptAt) implements BidChange {
        @Override
        public BidBook applyTo(BidBook book, EntityId self, long number) {
            return book.voided(this);
        }
    }
}
