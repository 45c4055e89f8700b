package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.bidding.Bid;
import io.breakwater.waterfall.bidding.BidBook;
import io.breakwater.waterfall.bidding.BidRejection;
import io.breakwater.waterfall.bucket.Owing;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.FingerprintKey;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.posting.Stops;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.table.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a desk.
 *
 * @param open the orders that are not done, one of each account, at most {@link #OPEN}
 * @param done the last order of each account that has none open, of those done last; with the open ones at most
 *     {@link #DONE}
 * @param floor the number of the event with which the last of the forgotten orders was done. An order of an account that is
 *     not remembered is taken only when it was given as of the floor or later: only then it cannot be one of those
 * @param stops what is refused
 * @param fingerprint of all lots that the desk ever booked
 */
public record Desk(
        EntityId self,
        long number,
        Optional<DeskTerms> terms,
        BidBook book,
        Table<EntityId, OpenOrder> open,
        Table<EntityId, DoneOrder> done,
        long floor,
        Stops stops,
        Outbox outbox,
        Fingerprint fingerprint)
        implements Owing {

    /** Orders that are worked on at once; the others wait with their accounts, which repeat them. */
    public static final int OPEN = 256;

    /**
     * Accounts whose order is remembered. Beyond it the one that was done first is forgotten, of those whose accounts have
     * acknowledged what they were filled with.
     */
    public static final int DONE = 2_000;

    static Desk empty(EntityId self) {
        return new Desk(
                self,
                0,
                Optional.empty(),
                BidBook.EMPTY,
                Table.empty(),
                Table.empty(),
                0,
                Stops.NONE,
                Outbox.EMPTY,
                Fingerprint.NONE);
    }

    @Override
    public boolean owesNothing() {
        return outbox.isSettled() && open.isEmpty() && book.owesNothing();
    }

    @Override
    public boolean hasBooked() {
        return outbox.booked() > 0;
    }

    /** True while nothing of the instrument may be booked. */
    boolean isStopped() {
        return terms.filter(set -> stops.forbid(
                        Set.of(new StopSubject.OfInstrument(set.instrument().id()))))
                .isPresent();
    }

    /** True while nothing of this account may be booked, whatever the instrument. */
    boolean isStopped(EntityId account, String member) {
        return stops.forbid(Set.of(new StopSubject.OfAccount(account), new StopSubject.OfMember(member)));
    }

    /** The bids that a stop takes back. */
    List<Long> bidsUnder(StopSubject subject) {
        boolean other = subject instanceof StopSubject.OfInstrument && !isOwn(subject);
        return other ? List.of() : book.under(subject);
    }

    private boolean isOwn(StopSubject subject) {
        return terms.filter(set -> subject.equals(
                        new StopSubject.OfInstrument(set.instrument().id())))
                .isPresent();
    }

    /** The accounts whose orders a stop ends. */
    List<EntityId> ordersUnder(StopSubject subject) {
        return open.entrySet().stream()
                .filter(row -> isOwn(subject)
                        || subject.equals(new StopSubject.OfAccount(row.getKey()))
                        || subject.equals(
                                new StopSubject.OfMember(row.getValue().member())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The bids that fill lots of this side at once. Those that came while an order of that side was open are sealed: they
     * count when its window ends.
     */
    List<Bid> unsealed(EntityId account, Lots lots) {
        long from = open.values().stream()
                .filter(order -> !order.lots().isOpposite(lots))
                .mapToLong(OpenOrder::taken)
                .min()
                .orElse(Long.MAX_VALUE);
        return others(account).stream().filter(bid -> bid.number() < from).toList();
    }

    /** The bids that stand, but for the account's own. */
    List<Bid> others(EntityId account) {
        return book.standing().stream()
                .filter(bid -> !bid.account().equals(account))
                .toList();
    }

    /** True when another order may be taken of this account. */
    boolean hasRoomFor(EntityId account) {
        boolean remembered = done.size() + open.size() < DONE
                || done.containsKey(account)
                || forgettable().isPresent();
        return open.size() < OPEN && remembered;
    }

    /** True when this order may be one that was done and is forgotten; it is never taken. */
    boolean isForgotten(DeskMessage.PlaceOrder word) {
        EntityId account = word.order().account();
        return word.asOf() < floor && !done.containsKey(account) && !open.containsKey(account);
    }

    /** The order that was done first, of those whose accounts have acknowledged all that they were filled with. */
    private Optional<Map.Entry<EntityId, DoneOrder>> forgettable() {
        return done.entrySet().stream()
                .filter(row -> !outbox.owes(row.getKey(), row.getValue().entry()))
                .min(Comparator.comparingLong(row -> row.getValue().done()));
    }

    Desk worked(DeskEvent.OrderWorked event, long eventNumber) {
        EntityId account = event.order().account();
        OpenOrder order = open.find(account)
                .orElseGet(() -> OpenOrder.taken(event.order(), event.member(), eventNumber, event.until()))
                .worked(event, eventNumber);
        Desk next = withRoomFor(account).with(book.filled(event.fills(), event));
        return switch (event.stage()) {
            case DONE -> next.done(account, order, eventNumber, false);
            case LAPSED -> next.done(account, order, eventNumber, true);
            case OFFERED, UNFINISHED -> next.with(next.open.with(account, order), next.done.without(account));
        };
    }

    private Desk withRoomFor(EntityId account) {
        boolean known = open.containsKey(account) || done.containsKey(account);
        return known || done.size() + open.size() < DONE
                ? this
                : forgettable().map(this::without).orElse(this);
    }

    private Desk without(Map.Entry<EntityId, DoneOrder> row) {
        long lost = Math.max(floor, row.getValue().done());
        return new Desk(self, number, terms, book, open, done.without(row.getKey()), lost, stops, outbox, fingerprint);
    }

    Desk stopped(DeskEvent.StopPlaced event, long eventNumber) {
        Desk next = with(stops.placed(event.stop(), eventNumber))
                .with(book.ended(event.bids(), BidRejection.STOPPED, event.at()));
        boolean lapsed = isOwn(event.stop().subject());
        for (EntityId account : event.orders()) {
            next = next.done(account, next.open.find(account).orElseThrow(), eventNumber, lapsed);
        }
        return next;
    }

    private Desk done(EntityId account, OpenOrder order, long eventNumber, boolean lapsed) {
        DoneOrder last = new DoneOrder(order.number(), order.filled(), order.entry(), eventNumber, lapsed);
        return with(open.without(account), done.with(account, last));
    }

    Desk with(DeskTerms next) {
        return new Desk(self, number, Optional.of(next), book, open, done, floor, stops, outbox, fingerprint);
    }

    Desk with(BidBook next) {
        return new Desk(self, number, terms, next, open, done, floor, stops, outbox, fingerprint);
    }

    Desk with(Stops next) {
        return new Desk(self, number, terms, book, open, done, floor, next, outbox, fingerprint);
    }

    private Desk with(Table<EntityId, OpenOrder> nextOpen, Table<EntityId, DoneOrder> nextDone) {
        return new Desk(self, number, terms, book, nextOpen, nextDone, floor, stops, outbox, fingerprint);
    }

    /** After an event, everything but channels, fingerprint and number moved on already. */
    Desk after(Numbered<DeskEvent> event, FingerprintKey key) {
        Fingerprint sums = fingerprint.with(key, event.event().entries());
        return new Desk(self, event.number(), terms, book, open, done, floor, stops, outbox.after(event), sums);
    }
}
