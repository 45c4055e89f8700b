package io.breakwater.waterfall.auction;

import io.breakwater.waterfall.auction.AuctionMessage.OpenAuction;
import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.bidding.BidBook;
import io.breakwater.waterfall.bidding.BidRejection;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.bucket.Owing;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of an auction.
 *
 * @param terms absent until it is opened
 * @param award absent until it is closed
 * @param fingerprint of all lots that the auction ever booked
 */
public record Auction(
        EntityId self,
        long number,
        Optional<OpenAuction> terms,
        BidBook book,
        Optional<Award> award,
        Outbox outbox,
        Fingerprint fingerprint)
        implements Owing {

    /**
     * What the auction came to.
     *
     * @param entriesLeft entries of the award that are still to be booked
     */
    public record Award(List<Fill> fills, Table<EntityId, List<Sold>> sold, int entriesLeft) {
        public Award {
            fills = List.copyOf(fills);
        }
    }

    static Auction empty(EntityId self) {
        return new Auction(self, 0, Optional.empty(), BidBook.EMPTY, Optional.empty(), Outbox.EMPTY, Fingerprint.NONE);
    }

    @Override
    public boolean owesNothing() {
        return terms.isEmpty() || isSettled();
    }

    /** True when everything of the award is booked and acknowledged, and no hold is left anywhere. */
    public boolean isSettled() {
        return award.filter(made -> made.entriesLeft() == 0).isPresent()
                && outbox.isSettled()
                && book.holds().lines().isEmpty();
    }

    Auction awarded(AuctionEvent.Awarded event) {
        Table<EntityId, List<Sold>> sold = Table.empty();
        for (Map.Entry<EntityId, List<Sold>> row : event.sold().entrySet()) {
            sold = sold.with(row.getKey(), List.copyOf(row.getValue()));
        }
        BidBook left = book.ended(event.released(), BidRejection.CLOSED, Optional.of(event.at()))
                .filled(event.fills(), event);
        Award made = new Award(event.fills(), sold, event.entriesLeft());
        return new Auction(self, number, terms, left, Optional.of(made), outbox, fingerprint);
    }

    Auction continued(AuctionEvent.AwardContinued event) {
        Optional<Award> next = award.map(made -> new Award(made.fills(), made.sold(), event.entriesLeft()));
        return new Auction(self, number, terms, book.filled(List.of(), event), next, outbox, fingerprint);
    }

    Auction with(OpenAuction opened) {
        return new Auction(self, number, Optional.of(opened), book, award, outbox, fingerprint);
    }

    Auction with(BidBook next) {
        return new Auction(self, number, terms, next, award, outbox, fingerprint);
    }

    /** After an event, everything but channels, fingerprint and number moved on already. */
    Auction after(Numbered<AuctionEvent> event, FingerprintKey key) {
        Fingerprint sums = fingerprint.with(key, event.event().entries());
        return new Auction(self, event.number(), terms, book, award, outbox.after(event), sums);
    }
}
