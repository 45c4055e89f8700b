package io.breakwater.waterfall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BidRejection;
import io.breakwater.waterfall.bidding.BidReply;
import io.breakwater.waterfall.bidding.Bidders;
import io.breakwater.waterfall.bidding.BookMemory;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.fingerprint.Fingerprint;
import io.breakwater.waterfall.fingerprint.Keys;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.HoldMessage.ReleaseHold;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The desk of the May contract as of 14 April 2020: cedar's client is liquidated. */
class DeskRulesTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final Instrument OIL =
            Instrument.of(InstrumentId.of("CLK0"), USD, "0.01", "1000", PriceBand.ofTicks(500));
    private static final EntityId SELF = EntityId.of(EntityKind.DESK, "CLK0");
    private static final EntityId FUND = EntityId.of(EntityKind.ACCOUNT, "insurance-fund");
    private static final EntityId CEDAR = EntityId.of(EntityKind.ACCOUNT, "cedar.c1");
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final DeskTerms TERMS = new DeskTerms(OIL, USD.amount("100.00"), FUND, WINDOW);
    private static final Mark MARK = Mark.of(OIL.price("20.11"));
    private static final EntityId HOUSE = EntityId.of(EntityKind.HOUSE, "main");

    private final Alone<Desk, BookMemory, DeskInput, DeskEvent> desk = new Alone<>(SELF, new DeskRules(Keys.FIXED));
    private long requests;

    @Test
    void anOrderIsFilledAtOnceBestPriceFirstEachAtItsOwnPrice() {
        openWithThreeBids();
        place(order(7, -60, "1000000.00"));
        assertThat(lastWorked().fills())
                .extracting(Fill::member, Fill::lots, Fill::price)
                .containsExactly(
                        tuple("hazel", Lots.of(20), OIL.price("20.50")),
                        tuple("dogwood", Lots.of(30), OIL.price("20.40")),
                        tuple("juniper", Lots.of(10), OIL.price("20.20")));
        Entry fee = lastWorked().entries().get(3);
        assertThat(fee.purpose()).isEqualTo(Purpose.LIQUIDATION_FEE);
        Money amount = USD.amount("100.00").times(60);
        assertThat(fee.postings())
                .containsExactly(
                        Posting.of(CEDAR, new MoneyLeg(amount.negated())), Posting.of(FUND, new MoneyLeg(amount)));
        assertThat(desk.sent()).contains(done(7, -60, desk.state().number()));
        assertThat(desk.state().book().bids()).isEmpty();
        assertThat(desk.state().book().holds().lines()).isEmpty();
    }

    @Test
    void theFeeStopsAtZeroEquityAfterWhatTheFillsCost() {
        openWithThreeBids();
        // what 100 lots gain against 20.11: 20 x 0.39 + 30 x 0.29 + 50 x 0.09 a barrel, 1,000 barrels a lot
        Money gained = USD.amount("21000.00");
        place(order(7, -100, "-20000.00"));
        assertThat(lastWorked().gained()).isEqualTo(gained);
        assertThat(lastWorked().fee()).isEqualTo(gained.minus(USD.amount("20000.00")));
    }

    @Test
    void thereIsNoFeeBelowZeroEquity() {
        openWithThreeBids();
        place(order(7, -100, "-21000.00"));
        assertThat(lastWorked().entries()).extracting(Entry::purpose).containsOnly(Purpose.LIQUIDATION);
    }

    @Test
    void theSameOrderAgainIsAnsweredAgainAndAnOlderOneNot() {
        openWithThreeBids();
        place(order(7, -20, "0.00"));
        long number = desk.state().number();
        desk.restart();
        place(order(7, -20, "0.00"));
        assertThat(desk.sent()).contains(done(7, -20, number));
        place(order(6, -20, "0.00"));
        assertThat(desk.sent()).noneMatch(send -> send.body() instanceof DeskMessage.OrderDone);
        assertThat(desk.state().number()).isEqualTo(number);
    }

    @Test
    void nothingIsFilledBeyondTheLimit() {
        openWithThreeBids();
        Order order = new Order(CEDAR, 7, OIL, Lots.of(-60), Optional.of(OIL.price("20.40")), MARK, USD.amount("0.00"));
        place(order);
        assertThat(lastWorked().fills()).extracting(Fill::member).containsExactly("hazel", "dogwood");
        pass(WINDOW.plusSeconds(1));
        assertThat(desk.sent()).contains(done(7, -50, lastEntry()));
    }

    @Test
    void bidsThatComeInTheWindowCountAtItsEndBestFirst() {
        open();
        place(order(7, -30, "1000000.00"));
        stand("hazel", 20, "19.00");
        stand("dogwood", 20, "19.50");
        assertThat(desk.journal()).noneMatch(event -> !event.event().entries().isEmpty());
        pass(WINDOW.plusSeconds(1));
        assertThat(lastWorked().fills())
                .extracting(Fill::member, Fill::lots)
                .containsExactly(tuple("dogwood", Lots.of(20)), tuple("hazel", Lots.of(10)));
        assertThat(desk.sent()).contains(done(7, -30, lastEntry()));
    }

    @Test
    void aWindowThatNobodyAnswersEndsWithNothing() {
        open();
        place(order(7, -30, "1000000.00"));
        pass(WINDOW.minusSeconds(1));
        assertThat(desk.state().open()).hasSize(1);
        pass(Duration.ofSeconds(2));
        assertThat(desk.sent()).contains(done(7, 0, 0));
        assertThat(desk.state().owesNothing()).isTrue();
    }

    @Test
    void aBidOfTheWindowIsNotForAnOrderThatComesLater() {
        open();
        place(order(7, -30, "1000000.00"));
        stand("hazel", 30, "19.00");
        EntityId other = EntityId.of(EntityKind.ACCOUNT, "fir.c1");
        place(new Order(other, 3, OIL, Lots.of(-30), Optional.empty(), MARK, USD.zero()));
        assertThat(lastWorked().fills()).isEmpty();
        pass(WINDOW.plusSeconds(1));
        assertThat(desk.state().done().find(CEDAR).orElseThrow().filled()).isEqualTo(Lots.of(-30));
    }

    @Test
    void withoutTermsAnOrderIsDoneAtOnceWithNothing() {
        place(order(7, -30, "1000000.00"));
        assertThat(desk.sent()).contains(done(7, 0, 0));
    }

    @Test
    void anAccountsOwnBidDoesNotFillItsOrder() {
        open();
        desk.ask(new DeskInput.Bidding(new BidInput.RequestBid(
                Optional.empty(),
                Optional.of("cedar"),
                Bidders.id(++requests),
                CEDAR,
                Lots.of(5),
                OIL.price("20.00"))));
        grant();
        place(order(7, -5, "0.00"));
        assertThat(lastWorked().fills()).isEmpty();
    }

    @Test
    void manyFillsAreARunOfEvents() {
        open();
        int bids = OrderTurn.FILLS + 100;
        for (int i = 0; i < bids; i++) {
            stand("m" + i % 20, 1, "20.00");
        }
        place(order(7, -bids, "100000000.00"));
        assertThat(desk.state().open().find(CEDAR).orElseThrow().unfinished()).isTrue();
        pass(Duration.ofMillis(10));
        assertThat(desk.state().done().find(CEDAR).orElseThrow().filled()).isEqualTo(Lots.of(-bids));
        desk.journal().forEach(event -> assertThat(event.event().entries().stream()
                        .mapToInt(entry -> entry.postings().size())
                        .sum())
                .isLessThanOrEqualTo(SourceEvent.POSTINGS));
    }

    @Test
    void aStoppedInstrumentTakesBackItsBidsAndItsOrdersWait() {
        openWithThreeBids();
        stop(1, new StopSubject.OfInstrument(OIL.id()));
        assertThat(desk.state().book().bids()).isEmpty();
        assertThat(desk.sent())
                .filteredOn(send -> send.body() instanceof ReleaseHold)
                .hasSize(3);
        assertThat(bid("hazel", 5, "20.00")).isEqualTo(new BidReply.Refused(BidRejection.STOPPED));
        place(order(7, -30, "1000000.00"));
        pass(WINDOW.plusSeconds(1));
        assertThat(desk.state().open()).hasSize(1);
        desk.ask(new DeskInput.LiftStop(new StopMessage.LiftStop(new StopId(HOUSE, 1))));
        pass(Duration.ofSeconds(1));
        assertThat(desk.state().done()).hasSize(1);
    }

    @Test
    void aStoppedMembersBidsAndOrdersEnd() {
        openWithThreeBids();
        place(order(7, -150, "1000000.00"));
        bid("dogwood", 5, "20.00");
        stop(1, new StopSubject.OfMember("dogwood"));
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.AwaitBid(Bidders.id(requests)))))
                .contains(new BidReply.Declined(desk.state().number() - 1, BidRejection.STOPPED, ""));
        stop(2, new StopSubject.OfMember("cedar"));
        assertThat(desk.state().done().find(CEDAR).orElseThrow().filled()).isEqualTo(Lots.of(-100));
        place(order(8, -50, "1000000.00"));
        assertThat(desk.sent()).contains(done(8, 0, 0));
        assertThat(bid("dogwood", 5, "20.00")).isEqualTo(new BidReply.Refused(BidRejection.STOPPED));
    }

    @Test
    void aDrainedStopTellsTheFingerprintOfAllThatWasBooked() {
        openWithThreeBids();
        place(order(7, -20, "0.00"));
        long number = desk.state().number();
        for (EntityId account : List.of(CEDAR, Bidders.house("hazel"), FUND)) {
            desk.ask(new DeskInput.Acknowledged(new PostingsAcknowledged(account, SELF, number)));
        }
        long sum = Fingerprint.NONE
                .with(Keys.FIXED, OIL.id(), CEDAR, Lots.of(-20))
                .with(Keys.FIXED, OIL.id(), Bidders.house("hazel"), Lots.of(20))
                .of(OIL.id());
        assertThat(stop(1, new StopSubject.OfInstrument(OIL.id())))
                .isEqualTo(new StopMessage.Drained(
                        new StopId(HOUSE, 1), SELF, desk.state().number() - 1, sum));
    }

    @Test
    void aQuoteShowsTheBidsThatWouldTakeTheLots() {
        openWithThreeBids();
        desk.ask(new DeskInput.Quote(new DeskMessage.AskQuote(CEDAR, Lots.of(-45))));
        assertThat(desk.sent())
                .contains(new Send(
                        CEDAR,
                        new DeskMessage.Quoted(
                                SELF,
                                Lots.of(-45),
                                List.of(
                                        new DeskMessage.Level(OIL.price("20.50"), 20),
                                        new DeskMessage.Level(OIL.price("20.40"), 30)),
                                Optional.of(USD.amount("100.00")))));
    }

    @Test
    void aBidStandsOnceItsAccountHasSetTheRoomAside() {
        open();
        Message pending = bid("hazel", 5, "20.00");
        long bid = desk.state().number();
        List<AskHold> asked = asked();
        assertThat(pending).isEqualTo(new BidReply.Pending(bid));
        assertThat(desk.tell(new DeskInput.Bidding(new BidInput.AwaitBid(Bidders.id(requests))), "client/test")
                        .later())
                .isTrue();
        asked.forEach(this::grant);
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.AwaitBid(Bidders.id(requests)))))
                .contains(new BidReply.Accepted(bid, bid + 1));
        assertThat(desk.ask(new DeskInput.Bidding(Bidders.request(requests, "hazel", 5, OIL.price("20.00")))))
                .contains(new BidReply.Pending(bid));
        assertThat(desk.ask(new DeskInput.Bidding(Bidders.request(requests, "hazel", 6, OIL.price("20.00")))))
                .contains(new BidReply.Refused(BidRejection.REQUEST_REUSED));
    }

    @Test
    void aBidWhoseAccountRefusesIsDeclined() {
        open();
        bid("hazel", 5, "20.00");
        long bid = desk.state().number();
        AskHold ask = asked().get(0);
        desk.ask(new DeskInput.HoldHeard(
                new HoldMessage.HoldRefused(ask.account(), ask.hold().id(), "INSUFFICIENT_EXCESS")));
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.AwaitBid(Bidders.id(requests)))))
                .contains(new BidReply.Declined(bid, BidRejection.HOLD_REFUSED, "INSUFFICIENT_EXCESS"));
        assertThat(desk.state().book().holds().lines()).isEmpty();
    }

    @Test
    void aWithdrawnBidGivesItsHoldBack() {
        open();
        stand("hazel", 5, "20.00");
        long bid = desk.state().book().bids().first().orElseThrow().getKey();
        BidInput foreign = new BidInput.WithdrawBid(Optional.of("dogwood"), Bidders.id(90), bid);
        assertThat(desk.ask(new DeskInput.Bidding(foreign))).contains(new BidReply.Refused(BidRejection.NOT_YOURS));
        BidInput own = new BidInput.WithdrawBid(Optional.of("hazel"), Bidders.id(91), bid);
        BidReply withdrawn = new BidReply.Withdrawn(bid, desk.state().number() + 1);
        assertThat(desk.ask(new DeskInput.Bidding(own))).contains(withdrawn);
        assertThat(desk.sent()).anyMatch(send -> send.body() instanceof ReleaseHold);
        assertThat(desk.ask(new DeskInput.Bidding(own))).contains(withdrawn);
        place(order(7, -5, "0.00"));
        assertThat(lastWorked().fills()).isEmpty();
    }

    @Test
    void aRequestThatNeverCameIsVoidedBeforeItIsSaidSo() {
        open();
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.ReadStatus(Bidders.id(5)))))
                .contains(new BidReply.Status(
                        BidReply.Status.Outcome.VOIDED, desk.state().number()));
        assertThat(desk.ask(new DeskInput.Bidding(Bidders.request(5, "hazel", 5, OIL.price("20.00")))))
                .contains(new BidReply.Refused(BidRejection.REQUEST_VOIDED));
    }

    @Test
    void bidsAreBoundedInSizeAndNumber() {
        assertThat(bid("hazel", 5, "20.00")).isEqualTo(new BidReply.Refused(BidRejection.NOT_OPEN));
        open();
        assertThat(bid("hazel", 0, "20.00")).isEqualTo(new BidReply.Refused(BidRejection.OUT_OF_BOUNDS));
        // 2^40 minor units at 1,024 ticks of 10.00 USD
        assertThat(bid("hazel", 1_073_742, "0.00")).isEqualTo(new BidReply.Refused(BidRejection.OUT_OF_BOUNDS));
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.ListBids(Optional.empty()))))
                .contains(new BidReply.Bids(desk.state().number(), List.of()));
    }

    @Test
    void termsAreForOneInstrumentForEver() {
        Instrument other = Instrument.of(InstrumentId.of("CLM0"), USD, "0.01", "1000", PriceBand.ofTicks(500));
        DeskTerms wrong = new DeskTerms(other, USD.zero(), FUND, WINDOW);
        assertThat(desk.ask(new DeskInput.SetTerms(wrong)))
                .contains(new DeskReply.Refused(DeskRejection.OTHER_INSTRUMENT));
        open();
        assertThat(desk.ask(new DeskInput.SetTerms(TERMS))).contains(new DeskReply.TermsSet(1));
        DeskTerms changed = new DeskTerms(OIL, USD.zero(), FUND, Duration.ZERO);
        assertThat(desk.ask(new DeskInput.SetTerms(changed))).contains(new DeskReply.TermsSet(2));
        assertThat(desk.ask(new DeskInput.ReadDesk()))
                .contains(new DeskReply.View(2, Optional.of(changed), 0, List.of()));
    }

    private void openWithThreeBids() {
        open();
        stand("juniper", 50, "20.20");
        stand("hazel", 20, "20.50");
        stand("dogwood", 30, "20.40");
    }

    private void open() {
        desk.ask(new DeskInput.SetTerms(TERMS));
    }

    private Message bid(String member, long lots, String price) {
        return desk.ask(new DeskInput.Bidding(Bidders.request(++requests, member, lots, OIL.price(price))))
                .orElseThrow();
    }

    private void stand(String member, long lots, String price) {
        bid(member, lots, price);
        grant();
    }

    private void grant() {
        asked().forEach(this::grant);
    }

    private void grant(AskHold ask) {
        desk.ask(new DeskInput.HoldHeard(new HoldMessage.HoldGranted(ask.account(), ask.hold())));
    }

    /** The holds that were asked for just now. */
    private List<AskHold> asked() {
        List<AskHold> asked = new ArrayList<>();
        desk.sent().forEach(send -> {
            if (send.body() instanceof AskHold ask) {
                asked.add(ask);
            }
        });
        return asked;
    }

    private static Order order(long number, long lots, String equity) {
        return new Order(CEDAR, number, OIL, Lots.of(lots), Optional.<Price>empty(), MARK, USD.amount(equity));
    }

    private void place(Order order) {
        desk.ask(new DeskInput.Place(new DeskMessage.PlaceOrder(order, "cedar")));
    }

    private Message stop(long number, StopSubject subject) {
        StopMessage.PlaceStop stop = new StopMessage.PlaceStop(new StopId(HOUSE, number), subject);
        return desk.ask(new DeskInput.PlaceStop(stop)).orElseThrow();
    }

    private void pass(Duration time) {
        desk.pass(time);
        desk.ask(new DeskInput.Tick());
    }

    private DeskEvent.OrderWorked lastWorked() {
        return desk.journal().stream()
                .map(event -> event.event())
                .filter(DeskEvent.OrderWorked.class::isInstance)
                .map(DeskEvent.OrderWorked.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private long lastEntry() {
        TreeSet<Long> booked = new TreeSet<>();
        desk.journal().stream()
                .filter(event -> !event.event().entries().isEmpty())
                .forEach(event -> booked.add(event.number()));
        return booked.last();
    }

    private static Send done(long order, long filled, long entry) {
        return new Send(CEDAR, new DeskMessage.OrderDone(SELF, CEDAR, order, Lots.of(filled), entry));
    }
}
