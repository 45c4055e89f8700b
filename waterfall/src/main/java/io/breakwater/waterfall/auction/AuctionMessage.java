package io.breakwater.waterfall.auction;

import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an episode and the auction of one of its portfolios say to each other; lost, doubled or late without harm. */
public sealed interface AuctionMessage extends Message {

    /** The auction of an episode's lots of one instrument. */
    static EntityId auction(long episode, InstrumentId instrument) {
        return EntityId.of(EntityKind.AUCTION, episode + ":" + instrument);
    }

    /**
     * Take sealed bids for this portfolio until it closes. Repeated until it is closed.
     *
     * @param portfolio the lots of each inventory, all of one side
     * @param mark the mark when it was opened
     * @param reserve the worst price at which a bid counts
     * @param closes on house time; a bid that came before counts
     */
    record OpenAuction(
            EntityId auction,
            EntityId episode,
            Instrument instrument,
            SortedMap<EntityId, Lots> portfolio,
            Mark mark,
            Optional<Price> reserve,
            Instant closes)
            implements AuctionMessage {
        public OpenAuction {
            portfolio = Collections.unmodifiableSortedMap(new TreeMap<>(portfolio));
        }
    }

    /** The auction is open, or closed and not settled yet. */
    record AuctionUnderWay(EntityId auction) implements AuctionMessage {}

    /**
     * The award is booked, every account has acknowledged it, and every hold is back. True for ever.
     *
     * @param sold by inventory, the lots it gave with their price, as the inventory booked them
     * @param fingerprint of all lots that the auction ever booked
     */
    record AuctionSettled(EntityId auction, List<Fill> fills, SortedMap<EntityId, List<Sold>> sold, long fingerprint)
            implements AuctionMessage {
        public AuctionSettled {
            fills = List.copyOf(fills);
            sold = Collections.unmodifiableSortedMap(new TreeMap<>(sold));
        }
    }

    /** Lots that an inventory gave at a price, as it booked them: of long lots sold, negative. */
    record Sold(Lots lots, Price price) {}
}
