package io.breakwater.waterfall.auction;

import io.breakwater.waterfall.auction.AuctionMessage.OpenAuction;
import io.breakwater.waterfall.bidding.Awarding;
import io.breakwater.waterfall.bidding.Bid;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Closes an auction when its time has come and every bidder's account has decided, and books the award. */
record AwardTurn(Auction auction, BookMemory memory, Now now) {

    private static final Duration SOON = Duration.ofMillis(10);

    /** The award, or the next part of it, if there is one to be persisted now. */
    Optional<Reaction<BookMemory, AuctionEvent>> due() {
        if (auction.award().isPresent()) {
            return auction.award().filter(made -> made.entriesLeft() > 0).map(this::goOn);
        }
        boolean closes =
                auction.terms().isPresent() && isOver() && !auction.book().isUndecided();
        return closes ? Optional.of(award(auction.terms().get())) : Optional.empty();
    }

    /** How long until there is something to do. */
    Optional<Duration> untilDue() {
        if (auction.award().isPresent()) {
            return auction.award().filter(made -> made.entriesLeft() > 0).map(made -> SOON);
        }
        if (auction.terms().isEmpty()
                || now.house().isEmpty()
                || (isOver() && auction.book().isUndecided())) {
            return Optional.empty();
        }
        HouseInstant house = now.house().get();
        Duration left = Duration.between(
                house.time().minus(house.error()), auction.terms().get().closes());
        return Optional.of(left.compareTo(SOON) > 0 ? left : SOON);
    }

    /** True when the auction takes no bid any more. */
    private boolean isOver() {
        return now.house()
                .filter(house -> house.isPast(auction.terms().orElseThrow().closes()))
                .isPresent();
    }

    private Reaction<BookMemory, AuctionEvent> award(OpenAuction terms) {
        Lots offered = AuctionRules.lots(terms).negated();
        List<Fill> fills =
                Awarding.award(offered, terms.reserve(), auction.book().standing(), Awarding.Ties.ACCOUNT);
        Sharing sharing = Sharing.of(terms, fills);
        List<Entry> all = sharing.entries();
        List<Entry> first = fitting(all);
        List<Long> released = auction.book().standing().stream()
                .map(Bid::number)
                .filter(bid -> fills.stream().noneMatch(fill -> fill.bid() == bid))
                .toList();
        AuctionEvent event = new AuctionEvent.Awarded(
                fills,
                released,
                sharing.sold(),
                first,
                all.size() - first.size(),
                now.house().orElseThrow().time(),
                memory.heard());
        return booked(first, event);
    }

    private Reaction<BookMemory, AuctionEvent> goOn(Auction.Award made) {
        List<Entry> all =
                Sharing.of(auction.terms().orElseThrow(), made.fills()).entries();
        List<Entry> rest = all.subList(all.size() - made.entriesLeft(), all.size());
        List<Entry> next = fitting(rest);
        return booked(next, new AuctionEvent.AwardContinued(next, rest.size() - next.size(), memory.heard()));
    }

    private Reaction<BookMemory, AuctionEvent> booked(List<Entry> entries, AuctionEvent event) {
        return auction.outbox().hasRoomFor(entries) ? Reaction.record(memory, event) : Reaction.none(memory);
    }

    /** As many entries as one event may have. */
    private static List<Entry> fitting(List<Entry> entries) {
        int postings = 0;
        int count = 0;
        while (count < entries.size()
                && postings + entries.get(count).postings().size() <= SourceEvent.POSTINGS) {
            postings += entries.get(count).postings().size();
            count++;
        }
        return entries.subList(0, count);
    }
}
