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
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
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
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an order of the desk comes to: cedar's client is liquidated. */
class DeskRulesTest {

    private static final Currency USD = MayDesk.USD;
    private static final Instrument OIL = MayDesk.OIL;
    private static final EntityId SELF = MayDesk.SELF;
    private static final EntityId FUND = MayDesk.FUND;
    private static final EntityId CEDAR = MayDesk.CEDAR;
    private static final Duration WINDOW = MayDesk.WINDOW;
    private static final DeskTerms TERMS = MayDesk.TERMS;
    private static final Mark MARK = MayDesk.MARK;
    private static final EntityId HOUSE = MayDesk.HOUSE;

    private final MayDesk may = new MayDesk();
    private final Alone<Desk, BookMemory, DeskInput, DeskEvent> desk = may.desk;

    @Test
    void anOrderIsFilledAtOnceBestPriceFirstEachAtItsOwnPrice() {
        may.openWithThreeBids();
        may.place(MayDesk.order(7, -60, "1000000.00"));
        assertThat(may.lastWorked().fills())
                .extracting(Fill::member, Fill::lots, Fill::price)
                .containsExactly(
                        tuple("hazel", Lots.of(20), OIL.price("20.50")),
                        tuple("dogwood", Lots.of(30), OIL.price("20.40")),
                        tuple("juniper", Lots.of(10), OIL.price("20.20")));
        Entry fee = may.lastWorked().entries().get(3);
        assertThat(fee.purpose()).isEqualTo(Purpose.LIQUIDATION_FEE);
        Money amount = USD.amount("100.00").times(60);
        assertThat(fee.postings())
                .containsExactly(
                        Posting.of(CEDAR, new MoneyLeg(amount.negated())), Posting.of(FUND, new MoneyLeg(amount)));
        assertThat(desk.sent()).contains(MayDesk.done(7, -60, desk.state().number()));
        assertThat(desk.state().book().bids()).isEmpty();
        assertThat(desk.state().book().holds().lines()).isEmpty();
    }

    @Test
    void theFeeStopsAtZeroEquityAfterWhatTheFillsCost() {
        may.openWithThreeBids();
        // what 100 lots gain against 20.11: 20 x 0.39 + 30 x 0.29 + 50 x 0.09 a barrel, 1,000 barrels a lot
        Money gained = USD.amount("21000.00");
        may.place(MayDesk.order(7, -100, "-20000.00"));
        assertThat(may.lastWorked().gained()).isEqualTo(gained);
        assertThat(may.lastWorked().fee()).isEqualTo(gained.minus(USD.amount("20000.00")));
    }

    @Test
    void thereIsNoFeeBelowZeroEquity() {
        may.openWithThreeBids();
        may.place(MayDesk.order(7, -100, "-21000.00"));
        assertThat(may.lastWorked().entries()).extracting(Entry::purpose).containsOnly(Purpose.LIQUIDATION);
    }

    @Test
    void theSameOrderAgainIsAnsweredAgainAndAnOlderOneNot() {
        may.openWithThreeBids();
        may.place(MayDesk.order(7, -20, "0.00"));
        long number = desk.state().number();
        desk.restart();
        may.place(MayDesk.order(7, -20, "0.00"));
        assertThat(desk.sent()).contains(MayDesk.done(7, -20, number));
        may.place(MayDesk.order(6, -20, "0.00"));
        assertThat(desk.sent()).noneMatch(send -> send.body() instanceof DeskMessage.OrderDone);
        assertThat(desk.state().number()).isEqualTo(number);
    }

    @Test
    void nothingIsFilledBeyondTheLimit() {
        may.openWithThreeBids();
        Order order = new Order(CEDAR, 7, OIL, Lots.of(-60), Optional.of(OIL.price("20.40")), MARK, USD.amount("0.00"));
        may.place(order);
        assertThat(may.lastWorked().fills()).extracting(Fill::member).containsExactly("hazel", "dogwood");
        may.pass(WINDOW.plusSeconds(1));
        assertThat(desk.sent()).contains(MayDesk.done(7, -50, may.lastEntry()));
    }

    @Test
    void bidsThatComeInTheWindowCountAtItsEndBestFirst() {
        may.open();
        may.place(MayDesk.order(7, -30, "1000000.00"));
        may.stand("hazel", 20, "19.00");
        may.stand("dogwood", 20, "19.50");
        assertThat(desk.journal()).noneMatch(event -> !event.event().entries().isEmpty());
        may.pass(WINDOW.plusSeconds(1));
        assertThat(may.lastWorked().fills())
                .extracting(Fill::member, Fill::lots)
                .containsExactly(tuple("dogwood", Lots.of(20)), tuple("hazel", Lots.of(10)));
        assertThat(desk.sent()).contains(MayDesk.done(7, -30, may.lastEntry()));
    }

    @Test
    void aWindowThatNobodyAnswersEndsWithNothing() {
        may.open();
        may.place(MayDesk.order(7, -30, "1000000.00"));
        may.pass(WINDOW.minusSeconds(1));
        assertThat(desk.state().open()).hasSize(1);
        may.pass(Duration.ofSeconds(2));
        assertThat(desk.sent()).contains(MayDesk.done(7, 0, 0));
        assertThat(desk.state().owesNothing()).isTrue();
    }

    @Test
    void aBidOfTheWindowIsNotForAnOrderThatComesLater() {
        may.open();
        may.place(MayDesk.order(7, -30, "1000000.00"));
        may.stand("hazel", 30, "19.00");
        EntityId other = EntityId.of(EntityKind.ACCOUNT, "fir.c1");
        may.place(new Order(other, 3, OIL, Lots.of(-30), Optional.empty(), MARK, USD.zero()));
        assertThat(may.lastWorked().fills()).isEmpty();
        may.pass(WINDOW.plusSeconds(1));
        assertThat(desk.state().done().find(CEDAR).orElseThrow().filled()).isEqualTo(Lots.of(-30));
    }

    @Test
    void withoutTermsAnOrderIsDoneAtOnceWithNothing() {
        may.place(MayDesk.order(7, -30, "1000000.00"));
        assertThat(desk.sent()).contains(MayDesk.done(7, 0, 0));
    }

    @Test
    void anAccountsOwnBidDoesNotFillItsOrder() {
        may.open();
        desk.ask(new DeskInput.Bidding(new BidInput.RequestBid(
                Optional.empty(), Optional.of("cedar"), Bidders.id(1), CEDAR, Lots.of(5), OIL.price("20.00"))));
        may.grant();
        may.place(MayDesk.order(7, -5, "0.00"));
        assertThat(may.lastWorked().fills()).isEmpty();
    }

    @Test
    void manyFillsAreARunOfEvents() {
        may.open();
        int bids = OrderTurn.FILLS + 100;
        for (int i = 0; i < bids; i++) {
            may.stand("m" + i % 20, 1, "20.00");
        }
        may.place(MayDesk.order(7, -bids, "100000000.00"));
        assertThat(desk.state().open().find(CEDAR).orElseThrow().unfinished()).isTrue();
        may.pass(Duration.ofMillis(10));
        assertThat(desk.state().done().find(CEDAR).orElseThrow().filled()).isEqualTo(Lots.of(-bids));
        desk.journal().forEach(event -> assertThat(event.event().entries().stream()
                        .mapToInt(entry -> entry.postings().size())
                        .sum())
                .isLessThanOrEqualTo(SourceEvent.POSTINGS));
    }

    @Test
    void aStoppedInstrumentTakesBackItsBids() {
        may.openWithThreeBids();
        may.stop(1, new StopSubject.OfInstrument(OIL.id()));
        assertThat(desk.state().book().bids()).isEmpty();
        assertThat(desk.sent())
                .filteredOn(send -> send.body() instanceof ReleaseHold)
                .hasSize(3);
        assertThat(may.bid("hazel", 5, "20.00")).isEqualTo(new BidReply.Refused(BidRejection.STOPPED));
    }

    @Test
    void anOrderInAStoppedInstrumentIsNeitherFilledNorLeftWithNothing() {
        may.open();
        may.place(MayDesk.order(7, -30, "1000000.00"));
        may.stop(1, new StopSubject.OfInstrument(OIL.id()));
        may.pass(WINDOW.plusSeconds(1));
        desk.restart();
        may.place(MayDesk.order(7, -30, "1000000.00"));
        assertThat(desk.sent()).contains(MayDesk.lapsed(7)).doesNotContain(MayDesk.done(7, 0, 0));
        may.place(MayDesk.order(8, -30, "1000000.00"));
        assertThat(desk.sent()).contains(MayDesk.lapsed(8));
        desk.ask(new DeskInput.Quote(new DeskMessage.AskQuote(CEDAR, Lots.of(-30))));
        assertThat(desk.sent()).isEmpty();
        desk.ask(new DeskInput.LiftStop(new StopMessage.LiftStop(new StopId(HOUSE, 1))));
        may.stand("hazel", 50, "20.00");
        may.place(MayDesk.order(8, -30, "1000000.00"));
        assertThat(desk.sent()).contains(MayDesk.lapsed(8));
        may.place(MayDesk.order(9, -30, "1000000.00"));
        assertThat(desk.sent()).contains(MayDesk.done(9, -30, desk.state().number()));
    }

    @Test
    void whatAStoppedOrderWasFilledWithArrivesBeforeItLapses() {
        may.openWithThreeBids();
        may.place(MayDesk.order(7, -150, "1000000.00"));
        long entry = desk.state().number();
        may.stop(1, new StopSubject.OfInstrument(OIL.id()));
        may.place(MayDesk.order(7, -150, "1000000.00"));
        assertThat(desk.sent()).noneMatch(send -> send.body() instanceof DeskMessage.OrderLapsed);
        desk.ask(new DeskInput.Acknowledged(new PostingsAcknowledged(CEDAR, SELF, entry)));
        may.pass(Duration.ofSeconds(2));
        may.place(MayDesk.order(7, -150, "1000000.00"));
        assertThat(desk.sent()).contains(MayDesk.lapsed(7));
    }

    @Test
    void aStoppedMembersBidsAndOrdersEnd() {
        may.openWithThreeBids();
        may.place(MayDesk.order(7, -150, "1000000.00"));
        may.bid("dogwood", 5, "20.00");
        may.stop(1, new StopSubject.OfMember("dogwood"));
        assertThat(desk.ask(new DeskInput.Bidding(new BidInput.AwaitBid(may.newestRequest()))))
                .contains(new BidReply.Declined(desk.state().number() - 1, BidRejection.STOPPED, ""));
        may.stop(2, new StopSubject.OfMember("cedar"));
        assertThat(desk.state().done().find(CEDAR).orElseThrow().filled()).isEqualTo(Lots.of(-100));
        may.place(MayDesk.order(8, -50, "1000000.00"));
        assertThat(desk.sent()).contains(MayDesk.done(8, 0, 0));
        assertThat(may.bid("dogwood", 5, "20.00")).isEqualTo(new BidReply.Refused(BidRejection.STOPPED));
    }

    @Test
    void aDrainedStopTellsTheFingerprintOfAllThatWasBooked() {
        may.openWithThreeBids();
        may.place(MayDesk.order(7, -20, "0.00"));
        long number = desk.state().number();
        for (EntityId account : List.of(CEDAR, Bidders.house("hazel"), FUND)) {
            desk.ask(new DeskInput.Acknowledged(new PostingsAcknowledged(account, SELF, number)));
        }
        long sum = Fingerprint.NONE
                .with(Keys.FIXED, OIL.id(), CEDAR, Lots.of(-20))
                .with(Keys.FIXED, OIL.id(), Bidders.house("hazel"), Lots.of(20))
                .of(OIL.id());
        assertThat(may.stop(1, new StopSubject.OfInstrument(OIL.id())))
                .isEqualTo(new StopMessage.Drained(
                        new StopId(HOUSE, 1), SELF, desk.state().number() - 1, sum));
    }

    @Test
    void aQuoteShowsTheBidsThatWouldTakeTheLots() {
        may.openWithThreeBids();
        desk.ask(new DeskInput.Quote(new DeskMessage.AskQuote(CEDAR, Lots.of(-45))));
        assertThat(desk.sent())
                .contains(new Send(
                        CEDAR,
                        new DeskMessage.Quoted(
                                SELF,
                                desk.state().number(),
                                Lots.of(-45),
                                List.of(
                                        new DeskMessage.Level(OIL.price("20.50"), 20),
                                        new DeskMessage.Level(OIL.price("20.40"), 30)),
                                Optional.of(USD.amount("100.00")))));
    }

    @Test
    void termsAreForOneInstrumentForEver() {
        Instrument other = Instrument.of(InstrumentId.of("CLM0"), USD, "0.01", "1000", PriceBand.ofTicks(500));
        DeskTerms wrong = new DeskTerms(other, USD.zero(), FUND, WINDOW);
        assertThat(desk.ask(new DeskInput.SetTerms(wrong)))
                .contains(new DeskReply.Refused(DeskRejection.OTHER_INSTRUMENT));
        may.open();
        assertThat(desk.ask(new DeskInput.SetTerms(TERMS))).contains(new DeskReply.TermsSet(1));
        DeskTerms changed = new DeskTerms(OIL, USD.zero(), FUND, Duration.ZERO);
        assertThat(desk.ask(new DeskInput.SetTerms(changed))).contains(new DeskReply.TermsSet(2));
        assertThat(desk.ask(new DeskInput.ReadDesk()))
                .contains(new DeskReply.View(2, Optional.of(changed), 0, List.of()));
    }
}
