package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved.RoomHeld;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.receipts.Receipt;
import io.breakwater.waterfall.receipts.Receipts;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.table.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The bids of a desk or an auction with the holds that stand behind them, part of its state. A bid of which only a part is
 * filled ends with that fill: a hold is consumed as a whole, and who wants the rest bids again.
 *
 * @param bids those that stand or wait for their hold, by number
 * @param holds what accounts are asked for; a hold that is being given back stays here when its bid is gone
 */
public record BidBook(Table<Long, Bid> bids, HoldBook holds, Receipts<BidReply> receipts) {

    /** Holds at once, and so bids. */
    public static final int BIDS = 1_000;

    /** Requests that were decided, beyond which no new bid is taken, so that the snapshot stays below 1 MiB. */
    public static final int RECEIPTS = 1_000;

    /** Requests that were voided, beyond which none is; its status may be asked again later. */
    public static final int VOIDED = 500;

    public static final BidBook EMPTY = new BidBook(Table.empty(), HoldBook.EMPTY, Receipts.none());

    /** The bids that stand. */
    public List<Bid> standing() {
        return bids.values().stream().filter(Bid::held).toList();
    }

    /** True while an account has not answered for a bid. */
    public boolean isUndecided() {
        return bids.values().stream().anyMatch(bid -> !bid.held());
    }

    /** True when nothing is to be said to any account about a hold. */
    public boolean owesNothing() {
        return !holds.owed().iterator().hasNext();
    }

    /** The bids that a stop of this subject takes back, when the instrument is this one's. */
    public List<Long> under(StopSubject subject) {
        return bids.values().stream()
                .filter(bid -> subject instanceof StopSubject.OfInstrument
                        || subject.equals(new StopSubject.OfAccount(bid.account()))
                        || subject.equals(new StopSubject.OfMember(bid.member())))
                .map(Bid::number)
                .toList();
    }

    boolean isFull() {
        return holds.lines().size() >= BIDS;
    }

    boolean hasRoomForReceipt(Optional<HouseInstant> house) {
        return receipts.answered(house) < RECEIPTS;
    }

    boolean hasRoomToVoid(Optional<HouseInstant> house) {
        return receipts.voided(house) < VOIDED;
    }

    BidBook registered(BidChange.Registered change, EntityId self, long number) {
        Bid bid = new Bid(
                number,
                change.principal(),
                change.request(),
                change.account(),
                change.member(),
                change.lots(),
                change.price(),
                change.keptAt(),
                false);
        Hold hold = new Hold(new HoldId(self, number), List.of(new RoomHeld(change.instrument(), change.lots())));
        Receipt<BidReply> receipt =
                Receipt.answered(change.request(), change.digest(), new BidReply.Pending(number), change.keptAt());
        return new BidBook(
                bids.with(number, bid),
                holds.asked(change.account(), hold),
                receipts.keep(change.principal(), receipt));
    }

    BidBook accepted(BidChange.Accepted change, long number) {
        Bid bid = bids.find(change.bid()).orElseThrow();
        Hold hold = holds.find(bid.account(), bid.number()).orElseThrow().hold();
        return new BidBook(bids.with(bid.number(), bid.standing()), holds.granted(bid.account(), hold), receipts)
                .decided(bid, new BidReply.Accepted(bid.number(), number), change.keptAt());
    }

    BidBook declined(BidChange.Declined change) {
        Bid bid = bids.find(change.bid()).orElseThrow();
        HoldBook book = change.release()
                ? holds.releasing(bid.account(), bid.number())
                : holds.gone(bid.account(), bid.number());
        BidReply declined = new BidReply.Declined(bid.number(), change.reason(), change.detail());
        return new BidBook(bids.without(bid.number()), book, receipts).decided(bid, declined, change.keptAt());
    }

    BidBook withdrawn(BidChange.Withdrawn change, long number) {
        Bid bid = bids.find(change.bid()).orElseThrow();
        BidReply withdrawn = new BidReply.Withdrawn(bid.number(), number);
        BidBook left = givenBack(bid);
        BidBook decided = bid.held() ? left : left.decided(bid, withdrawn, change.keptAt());
        Receipt<BidReply> receipt = Receipt.answered(change.request(), change.digest(), withdrawn, change.keptAt());
        return decided.with(decided.receipts.keep(change.principal(), receipt));
    }

    BidBook returned(EntityId account, long hold) {
        return new BidBook(bids, holds.gone(account, hold), receipts);
    }

    BidBook voided(BidChange.RequestVoided change) {
        return with(receipts.keep(change.principal(), Receipt.voided(change.request(), change.keptAt())));
    }

    /** After an event that ends these bids and gives their holds back; those that waited for their hold are declined. */
    public BidBook ended(Collection<Long> ended, BidRejection reason, Optional<Instant> keptAt) {
        BidBook left = this;
        for (long number : ended) {
            Bid bid = bids.find(number).orElseThrow();
            left = left.givenBack(bid);
            left = bid.held() ? left : left.decided(bid, new BidReply.Declined(number, reason, ""), keptAt);
        }
        return left;
    }

    /** After an event that fills bids: those end, and the holds that its entries consume are used up. */
    public BidBook filled(Collection<Fill> fills, SourceEvent event) {
        Table<Long, Bid> left = bids;
        for (Fill fill : fills) {
            left = left.without(fill.bid());
        }
        return new BidBook(left, holds.consumed(event), receipts);
    }

    private BidBook givenBack(Bid bid) {
        return new BidBook(bids.without(bid.number()), holds.releasing(bid.account(), bid.number()), receipts);
    }

    /** The receipt of a bid, kept on from its decision; one that was forgotten meanwhile stays so. */
    private BidBook decided(Bid bid, BidReply decision, Optional<Instant> keptAt) {
        return digest(bid.principal(), bid.request())
                .map(digest -> Receipt.answered(bid.request(), digest, decision, keptAt))
                .map(receipt -> with(receipts.keep(bid.principal(), receipt)))
                .orElse(this);
    }

    private Optional<String> digest(String principal, RequestId request) {
        Optional<Receipt<BidReply>> receipt = receipts.byPrincipal()
                .find(principal)
                .flatMap(window -> window.receipts().find(request));
        return receipt.isPresent() && receipt.get().outcome() instanceof Receipt.Outcome.Answered<BidReply> answered
                ? Optional.of(answered.digest())
                : Optional.empty();
    }

    private BidBook with(Receipts<BidReply> next) {
        return new BidBook(bids, holds, next);
    }
}
