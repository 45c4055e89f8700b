package io.breakwater.waterfall.auction;

import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an auction answers, beside what it says about bids. */
public sealed interface AuctionReply extends Message {

    /** There is no such auction, or it is not open yet. */
    record NotOpened() implements AuctionReply {}

    /**
     * The auction as of event {@code number}.
     *
     * @param awarded true once it is closed and the award is made
     * @param lots on offer, as the inventories hold them
     * @param fills empty before the award
     */
    record View(
            long number,
            boolean awarded,
            InstrumentId instrument,
            Lots lots,
            Mark mark,
            Optional<Price> reserve,
            Instant closes,
            List<Fill> fills)
            implements AuctionReply {
        public View {
            fills = List.copyOf(fills);
        }
    }
}
