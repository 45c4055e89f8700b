package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.bidding.Bidders;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.fingerprint.Keys;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The desk of the May contract as of 14 April 2020, with what its members and the house tell it. */
final class MayDesk {

    static final Currency USD = Currency.of("USD", 2);
    static final Instrument OIL = Instrument.of(InstrumentId.of("CLK0"), USD, "0.01", "1000", PriceBand.ofTicks(500));
    static final EntityId SELF = EntityId.of(EntityKind.DESK, "CLK0");
    static final EntityId FUND = EntityId.of(EntityKind.ACCOUNT, "insurance-fund");
    static final EntityId CEDAR = EntityId.of(EntityKind.ACCOUNT, "cedar.c1");
    static final Duration WINDOW = Duration.ofSeconds(2);
    static final DeskTerms TERMS = new DeskTerms(OIL, USD.amount("100.00"), FUND, WINDOW);
    static final Mark MARK = Mark.of(OIL.price("20.11"));
    static final EntityId HOUSE = EntityId.of(EntityKind.HOUSE, "main");

    final Alone<Desk, BookMemory, DeskInput, DeskEvent> desk = new Alone<>(SELF, new DeskRules(Keys.FIXED));
    private long requests;

    /** The id of the newest bid's request. */
    RequestId newestRequest() {
        return Bidders.id(requests);
    }

    /** The request of the newest bid, once more. */
    Message again(String member, long lots, String price) {
        return desk.ask(new DeskInput.Bidding(Bidders.request(requests, member, lots, OIL.price(price))))
                .orElseThrow();
    }

    void openWithThreeBids() {
        open();
        stand("juniper", 50, "20.20");
        stand("hazel", 20, "20.50");
        stand("dogwood", 30, "20.40");
    }

    void open() {
        desk.ask(new DeskInput.SetTerms(TERMS));
    }

    Message bid(String member, long lots, String price) {
        return desk.ask(new DeskInput.Bidding(Bidders.request(++requests, member, lots, OIL.price(price))))
                .orElseThrow();
    }

    void stand(String member, long lots, String price) {
        bid(member, lots, price);
        grant();
    }

    void grant() {
        asked().forEach(this::grant);
    }

    void grant(AskHold ask) {
        desk.ask(new DeskInput.HoldHeard(new HoldMessage.HoldGranted(ask.account(), ask.hold())));
    }

    /** The holds that were asked for just now. */
    List<AskHold> asked() {
        List<AskHold> asked = new ArrayList<>();
        desk.sent().forEach(send -> {
            if (send.body() instanceof AskHold ask) {
                asked.add(ask);
            }
        });
        return asked;
    }

    static Order order(long number, long lots, String equity) {
        return new Order(CEDAR, number, OIL, Lots.of(lots), Optional.<Price>empty(), MARK, USD.amount(equity));
    }

    void place(Order order) {
        desk.ask(new DeskInput.Place(new DeskMessage.PlaceOrder(order, "cedar", 0)));
    }

    Message stop(long number, StopSubject subject) {
        StopMessage.PlaceStop stop = new StopMessage.PlaceStop(new StopId(HOUSE, number), subject);
        return desk.ask(new DeskInput.PlaceStop(stop)).orElseThrow();
    }

    void pass(Duration time) {
        desk.pass(time);
        desk.ask(new DeskInput.Tick());
    }

    DeskEvent.OrderWorked lastWorked() {
        return desk.journal().stream()
                .map(event -> event.event())
                .filter(DeskEvent.OrderWorked.class::isInstance)
                .map(DeskEvent.OrderWorked.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    long lastEntry() {
        TreeSet<Long> booked = new TreeSet<>();
        desk.journal().stream()
                .filter(event -> !event.event().entries().isEmpty())
                .forEach(event -> booked.add(event.number()));
        return booked.last();
    }

    static Send lapsed(long order) {
        return new Send(CEDAR, new DeskMessage.OrderLapsed(SELF, CEDAR, order));
    }

    static Send done(long order, long filled, long entry) {
        return new Send(CEDAR, new DeskMessage.OrderDone(SELF, CEDAR, order, Lots.of(filled), entry));
    }
}
