package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.bidding.Awarding;
import io.breakwater.waterfall.bidding.Bid;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.desk.DeskEvent.Stage;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works on orders: fills them at once against the bids that stand, offers the rest until the window ends, and fills it
 * against what has come by then. Nothing is closed out without house time; an order that cannot be taken yet gets no
 * answer, its account repeats it. While the instrument is stopped, orders lapse and no question is answered: the account
 * plans anew from what it has and knows after the stop.
 */
record OrderTurn(Desk desk, BookMemory memory, Now now) {

    /** Fills of one event: each has two postings, and the fee has two more. */
    static final int FILLS = 400;

    /** Levels of one quote. */
    static final int LEVELS = 500;

    Reaction<BookMemory, DeskEvent> quote(DeskMessage.AskQuote ask) {
        if (desk.isStopped()) {
            return Reaction.none(memory);
        }
        List<Bid> bids = ask.lots().isFlat() ? List.of() : desk.unsealed(ask.account(), ask.lots());
        List<DeskMessage.Level> levels = new ArrayList<>();
        long left = ask.lots().size();
        for (Bid bid : Awarding.ranked(ask.lots(), Optional.empty(), bids, Awarding.Ties.TIME)) {
            if (left <= 0 || levels.size() == LEVELS) {
                break;
            }
            levels.add(new DeskMessage.Level(bid.price(), bid.lots().size()));
            left -= Math.min(left, bid.lots().size());
        }
        Optional<Money> fee = desk.terms().map(DeskTerms::feePerLot);
        DeskMessage quoted = new DeskMessage.Quoted(desk.self(), desk.number(), ask.lots(), levels, fee);
        return Reaction.<BookMemory, DeskEvent>none(memory).andSend(new Send(ask.account(), quoted));
    }

    Reaction<BookMemory, DeskEvent> place(DeskMessage.PlaceOrder word) {
        Order order = word.order();
        EntityId account = order.account();
        Optional<DoneOrder> last = desk.done().find(account);
        if (last.filter(done -> done.number() == order.number()).isPresent()) {
            return told(Reaction.none(memory), account, last.get());
        }
        if (desk.isForgotten(word)) {
            DeskMessage lapsed = new DeskMessage.OrderLapsed(desk.self(), account, order.number());
            return Reaction.<BookMemory, DeskEvent>none(memory).andSend(new Send(account, lapsed));
        }
        boolean late = last.filter(done -> done.number() > order.number()).isPresent();
        if (late || desk.open().containsKey(account) || now.house().isEmpty() || !desk.hasRoomFor(account)) {
            return Reaction.none(memory);
        }
        Instant at = now.house().get().time();
        if (desk.isStopped(account, word.member()) || !isOurs(order)) {
            return worked(word, List.of(), Stage.DONE, at, at);
        }
        if (desk.isStopped()) {
            return worked(word, List.of(), Stage.LAPSED, at, at);
        }
        DeskTerms terms = desk.terms().orElseThrow();
        List<Bid> bids = desk.unsealed(account, order.lots());
        return fill(word, order.lots(), bids, at.plus(terms.window()), false);
    }

    /** Works on the order that has waited longest for its window to end or for another event, if there is one. */
    Optional<Reaction<BookMemory, DeskEvent>> due() {
        if (now.house().isEmpty() || desk.isStopped()) {
            return Optional.empty();
        }
        return desk.open().entrySet().stream()
                .filter(row -> isDue(row.getValue(), now.house().get()))
                .min(Comparator.comparingLong(row -> row.getValue().taken()))
                .map(this::goOn);
    }

    /** How long until there is something to do. */
    Optional<Duration> untilDue() {
        if (now.house().isEmpty() || desk.isStopped()) {
            return Optional.empty();
        }
        HouseInstant house = now.house().get();
        return desk.open().values().stream()
                .map(order -> isDue(order, house) ? SOON : wait(order, house))
                .min(Duration::compareTo);
    }

    private static final Duration SOON = Duration.ofMillis(10);

    private static Duration wait(OpenOrder order, HouseInstant house) {
        Duration left = Duration.between(house.time().minus(house.error()), order.until());
        return left.compareTo(SOON) > 0 ? left : SOON;
    }

    private static boolean isDue(OpenOrder order, HouseInstant house) {
        return order.unfinished() || house.isPast(order.until());
    }

    private Reaction<BookMemory, DeskEvent> goOn(Map.Entry<EntityId, OpenOrder> row) {
        OpenOrder open = row.getValue();
        boolean ends = now.house().orElseThrow().isPast(open.until());
        List<Bid> bids = ends ? desk.others(row.getKey()) : desk.unsealed(row.getKey(), open.lots());
        Order order = new Order(
                row.getKey(),
                open.number(),
                desk.terms().orElseThrow().instrument(),
                open.lots(),
                open.limit(),
                open.mark(),
                open.equity());
        return fill(new DeskMessage.PlaceOrder(order, open.member(), 0), open.left(), bids, open.until(), ends);
    }

    private Reaction<BookMemory, DeskEvent> fill(
            DeskMessage.PlaceOrder word, Lots left, Collection<Bid> bids, Instant until, boolean ends) {
        List<Fill> all = Awarding.award(left, word.order().limit(), bids, Awarding.Ties.TIME);
        List<Fill> fills = all.subList(0, Math.min(FILLS, all.size()));
        long filled = fills.stream().mapToLong(fill -> fill.lots().size()).sum();
        boolean done = filled == left.size() || (ends && fills.size() == all.size());
        Stage more = fills.size() < all.size() ? Stage.UNFINISHED : Stage.OFFERED;
        Instant at = now.house().orElseThrow().time();
        return worked(word, fills, done ? Stage.DONE : more, at, until);
    }

    private Reaction<BookMemory, DeskEvent> worked(
            DeskMessage.PlaceOrder word, List<Fill> fills, Stage stage, Instant at, Instant until) {
        Order order = word.order();
        Money gained = gained(order, fills);
        Money fee = fills.isEmpty() ? gained : fee(order, fills, gained);
        List<Entry> entries = entries(order, fills, fee);
        if (!desk.outbox().hasRoomFor(entries)) {
            return Reaction.none(memory);
        }
        DeskEvent.OrderWorked event = new DeskEvent.OrderWorked(
                order, word.member(), fills, gained, fee, stage, at, until, entries, memory.heard());
        Reaction<BookMemory, DeskEvent> reaction = Reaction.record(memory, event);
        Optional<DoneOrder> done = desk.worked(event, desk.number() + 1).done().find(order.account());
        return done.map(last -> told(reaction, order.account(), last)).orElse(reaction);
    }

    /** What the fills gained the account against the mark at which it planned them. */
    private Money gained(Order order, List<Fill> fills) {
        Money gained = order.equity().currency().zero();
        for (Fill fill : fills) {
            Instrument instrument = desk.terms().orElseThrow().instrument();
            Lots booked = fill.lots().negated();
            Money worth = instrument.value(booked, order.mark());
            gained = gained.plus(worth.minus(instrument.value(booked, at(order, fill))));
        }
        return gained;
    }

    /** min(fee per lot x lots filled, what equity is left after the fills), less what was paid for earlier fills. */
    private Money fee(Order order, List<Fill> fills, Money gained) {
        Optional<OpenOrder> open = desk.open().find(order.account());
        Money nothing = order.equity().currency().zero();
        long lots = fills.stream().mapToLong(fill -> fill.lots().size()).sum();
        long filled = lots + open.map(before -> before.filled().size()).orElse(0L);
        Money before = open.map(OpenOrder::gained).orElse(nothing);
        Money left = order.equity().plus(before).plus(gained).orZeroIfNegative();
        Money all = desk.terms().orElseThrow().feePerLot().times(filled).min(left);
        return all.minus(open.map(OpenOrder::fee).orElse(nothing)).orZeroIfNegative();
    }

    private List<Entry> entries(Order order, List<Fill> fills, Money fee) {
        String prefix = (desk.number() + 1) + ":";
        List<Entry> entries = new ArrayList<>();
        for (Fill fill : fills) {
            Instrument instrument = desk.terms().orElseThrow().instrument();
            LotsLeg received = LotsLeg.trade(instrument, fill.lots(), at(order, fill));
            entries.add(Entry.of(
                    prefix + (entries.size() + 1),
                    Purpose.LIQUIDATION,
                    Posting.of(order.account(), received.opposite()),
                    Posting.of(fill.bidder(), received).consuming(fill.bid())));
        }
        Optional<EntityId> feeTo =
                desk.terms().map(DeskTerms::feeTo).filter(to -> fee.isPositive() && !to.equals(order.account()));
        feeTo.ifPresent(to -> entries.add(Entry.of(
                prefix + "fee",
                Purpose.LIQUIDATION_FEE,
                Posting.of(order.account(), new MoneyLeg(fee.negated())),
                Posting.of(to, new MoneyLeg(fee)))));
        return entries;
    }

    private static Mark at(Order order, Fill fill) {
        return new Mark(fill.price(), order.mark().fundingIndex());
    }

    /** True when the desk has terms for just this instrument, in the account's currency. */
    private boolean isOurs(Order order) {
        return desk.terms()
                .map(DeskTerms::instrument)
                .filter(own -> own.id().equals(order.instrument().id())
                        && own.currency().equals(order.equity().currency()))
                .isPresent();
    }

    /** A lapsed order is told only once its account has all that it was filled with. */
    private Reaction<BookMemory, DeskEvent> told(
            Reaction<BookMemory, DeskEvent> reaction, EntityId account, DoneOrder done) {
        if (done.lapsed() && desk.outbox().owes(account, done.entry())) {
            return reaction;
        }
        DeskMessage word = done.lapsed()
                ? new DeskMessage.OrderLapsed(desk.self(), account, done.number())
                : new DeskMessage.OrderDone(desk.self(), account, done.number(), done.filled(), done.entry());
        return reaction.andSend(new Send(account, word));
    }
}
