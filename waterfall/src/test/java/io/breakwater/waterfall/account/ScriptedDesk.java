package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;

import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.desk.DeskMessage.Level;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A desk by script: bids that the test puts up, and one event per order that fills it once. It repeats what it has booked
 * until that is acknowledged, and its word on an order as often as it is given.
 */
final class ScriptedDesk implements Machine<ScriptedDesk.Books, Long, Message, ScriptedDesk.Filled> {

    static final Money FEE = USD.amount("100");

    private final List<Level> bids = new ArrayList<>();
    private boolean silent;
    private int forgotten;
    /** What it has forgotten it never takes: a late copy of the order lapses too. */
    private final Set<Long> lapsed = new TreeSet<>();

    private enum Word implements Message {
        TICK
    }

    /** An order as far as it was filled. */
    record Filled(Order order, List<Level> fills) {

        long lots() {
            return fills.stream().mapToLong(Level::lots).sum();
        }

        Lots booked() {
            return Lots.of(order.lots().isLong() ? lots() : -lots());
        }

        Posting posting() {
            List<Leg> legs = new ArrayList<>();
            Money equity = order.equity();
            for (Level fill : fills) {
                Lots lots = Lots.of(order.lots().isLong() ? fill.lots() : -fill.lots());
                legs.add(LotsLeg.trade(CLK0, lots, Mark.of(fill.price())));
                equity = equity.plus(CLK0.value(lots, order.mark()).minus(CLK0.value(lots, Mark.of(fill.price()))));
            }
            Money fee = FEE.times(lots()).min(equity.orZeroIfNegative());
            if (fee.isPositive()) {
                legs.add(new MoneyLeg(fee.negated()));
            }
            return new Posting(order.account(), legs, Optional.empty());
        }
    }

    /** What it has persisted. */
    record Books(List<Filled> filled) {}

    void bid(String price, long lots) {
        bids.add(new Level(CLK0.price(price), lots));
    }

    void noBids() {
        bids.clear();
    }

    /** Knows nothing of the next so many orders. */
    void forget(int orders) {
        forgotten = orders;
    }

    void silent(boolean says) {
        silent = says;
    }

    @Override
    public Books initial(EntityId self) {
        return new Books(List.of());
    }

    @Override
    public Long wake(Books state) {
        return 0L;
    }

    @Override
    public Reaction<Long, Filled> react(Books books, Long acknowledged, Envelope<Message> input, Now now) {
        if (input.body() instanceof PostingsAcknowledged word) {
            return Reaction.none(Math.max(acknowledged, word.mark()));
        }
        if (silent) {
            return Reaction.none(acknowledged);
        }
        if (input.body() instanceof DeskMessage.AskQuote ask) {
            DeskMessage.Quoted word = new DeskMessage.Quoted(
                    TestHouse.DESK, books.filled().size(), ask.lots(), List.copyOf(bids), Optional.of(FEE));
            return Reaction.<Long, Filled>none(acknowledged).andSend(new Send(ask.account(), word));
        }
        if (input.body() instanceof DeskMessage.PlaceOrder place) {
            return placed(books, acknowledged, place.order());
        }
        return Reaction.none(acknowledged);
    }

    private Reaction<Long, Filled> placed(Books books, Long acknowledged, Order order) {
        for (int i = 0; i < books.filled().size(); i++) {
            Filled filled = books.filled().get(i);
            if (filled.order().number() == order.number()) {
                return Reaction.<Long, Filled>none(acknowledged).andSend(done(filled, i + 1L));
            }
        }
        if (forgotten > 0 && lapsed.add(order.number())) {
            forgotten--;
        }
        if (lapsed.contains(order.number())) {
            return Reaction.<Long, Filled>none(acknowledged)
                    .andSend(new Send(
                            order.account(),
                            new DeskMessage.OrderLapsed(TestHouse.DESK, order.account(), order.number())));
        }
        Filled filled = new Filled(order, taken(order));
        return Reaction.<Long, Filled>record(acknowledged, filled)
                .andSend(done(filled, books.filled().size() + 1L));
    }

    private static Send done(Filled filled, long number) {
        Order order = filled.order();
        return new Send(
                order.account(),
                new DeskMessage.OrderDone(
                        TestHouse.DESK,
                        order.account(),
                        order.number(),
                        filled.booked(),
                        filled.lots() == 0 ? 0 : number));
    }

    private List<Level> taken(Order order) {
        List<Level> fills = new ArrayList<>();
        long left = order.lots().size();
        for (int i = 0; i < bids.size() && left > 0; i++) {
            Level bid = bids.get(i);
            long lots = isWithin(order, bid.price()) ? Math.min(left, bid.lots()) : 0;
            if (lots > 0) {
                fills.add(new Level(bid.price(), lots));
                bids.set(i, new Level(bid.price(), bid.lots() - lots));
                left -= lots;
            }
        }
        bids.removeIf(bid -> bid.lots() == 0);
        return List.copyOf(fills);
    }

    private static boolean isWithin(Order order, Price price) {
        int worse = order.limit().map(price::compareTo).orElse(0);
        return order.lots().isLong() ? worse <= 0 : worse >= 0;
    }

    @Override
    public Books apply(Books books, Numbered<Filled> event) {
        List<Filled> all = new ArrayList<>(books.filled());
        all.add(event.event());
        return new Books(List.copyOf(all));
    }

    @Override
    public Tending<Long> tend(Books books, Long acknowledged, Now now) {
        List<Delivery> owed = new ArrayList<>();
        long after = 0;
        Optional<EntityId> account = Optional.empty();
        for (int i = 0; i < books.filled().size(); i++) {
            Filled filled = books.filled().get(i);
            if (filled.lots() > 0) {
                Booking booking = new Booking("order-" + i, Purpose.LIQUIDATION, filled.posting());
                owed.add(new Delivery(i + 1L, after, List.of(booking)));
                after = i + 1L;
                account = Optional.of(filled.order().account());
            }
        }
        if (account.isEmpty() || after <= acknowledged) {
            return Tending.idle(acknowledged);
        }
        Send send = new Send(account.get(), new PostingsMessage(TestHouse.DESK, account.get(), 0, owed));
        return new Tending<>(acknowledged, List.of(send), Optional.empty(), Optional.of(Duration.ofSeconds(1)));
    }

    @Override
    public Message tick() {
        return Word.TICK;
    }
}
