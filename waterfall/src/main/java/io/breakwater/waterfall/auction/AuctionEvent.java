package io.breakwater.waterfall.auction;

import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.bidding.BidChange;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an auction persists. */
public sealed interface AuctionEvent extends SourceEvent {

    /** The auction after this event, whose channels are moved on beside it. */
    Auction applyTo(Auction auction, long number);

    /** From here on bids are taken. */
    record Opened(AuctionMessage.OpenAuction terms) implements AuctionEvent {
        @Override
        public Auction applyTo(Auction auction, long number) {
            return auction.with(terms);
        }
    }

    /** Something about one bid or one request. */
    record BidChanged(BidChange change, List<Acknowledgement> acknowledged) implements AuctionEvent {
        public BidChanged {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Auction applyTo(Auction auction, long number) {
            return auction.with(change.applyTo(auction.book(), auction.self(), number));
        }
    }

    /**
     * The auction is closed and awarded, and the first entries of the award are booked.
     *
     * @param released the bids that get nothing, whose holds are given back
     * @param sold by inventory, the lots it gives with their price, as it books them
     * @param entriesLeft entries of the award that follow in further events
     * @param at house time
     */
    record Awarded(
            List<Fill> fills,
            List<Long> released,
            SortedMap<EntityId, List<Sold>> sold,
            List<Entry> entries,
            int entriesLeft,
            Instant at,
            List<Acknowledgement> acknowledged)
            implements AuctionEvent {
        public Awarded {
            fills = List.copyOf(fills);
            released = List.copyOf(released);
            sold = Collections.unmodifiableSortedMap(new TreeMap<>(sold));
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Auction applyTo(Auction auction, long number) {
            return auction.awarded(this);
        }
    }

    /** The next entries of an award that does not fit one event. */
    record AwardContinued(List<Entry> entries, int entriesLeft, List<Acknowledgement> acknowledged)
            implements AuctionEvent {
        public AwardContinued {
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Auction applyTo(Auction auction, long number) {
            return auction.continued(this);
        }
    }

    /** Acknowledgements that found no other event to ride in. */
    record AcknowledgementsNoted(List<Acknowledgement> acknowledged) implements AuctionEvent {
        public AcknowledgementsNoted {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Auction applyTo(Auction auction, long number) {
            return auction;
        }
    }
}
