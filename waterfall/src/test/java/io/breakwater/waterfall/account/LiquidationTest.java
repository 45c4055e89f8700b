package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallStage;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.desk.DeskMessage.Level;
import io.breakwater.waterfall.house.HouseMessage;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A client with 100 lots bought at 25.00 and 800,000 cash. Settled at 23.00 it has 600,000 and needs 737,000: its call of
 * 137,000 expires after 60 s. Initial margin 7,370 a lot, fee 100 a lot.
 */
class LiquidationTest {

    private static final String CLIENT = "alfa.c1";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final TestHouse house = new TestHouse(new Carrier(new Generator(7), Faults.NONE));
    private final ScriptedDesk desk = new ScriptedDesk();
    private final Station<ScriptedDesk.Books, Long, Message, ScriptedDesk.Filled> station =
            house.carrier.host(TestHouse.DESK, desk);
    private final Listener main = new Listener(word -> word instanceof HouseMessage.ReportDeficit report
            ? Optional.of(new HouseMessage.DeficitTaken(report.account(), report.liquidation()))
            : Optional.empty());
    private Market market = new Market(CallPolicy.clearingClient(DEADLINE));
    private RiskFacts facts = market.mark("25.00");

    /**
     * The first 10 lots go 0.10 below the mark: 100 + 100 fee = 200 each, 598,000 is left for 90 x 7,370 = 663,300. Each
     * of the next goes 0.20 below it: 7,370 - 300 = 7,070 nearer. 65,300 / 7,070 = 9.2, so 10 more: 20 lots. Then 595,000
     * stand against 80 x 7,370 = 589,600; with 19 lots it would be 595,300 against 596,970.
     */
    @Test
    void theSmallestNumberOfLotsThatCuresIsSoldToTheBestBids() {
        bid("22.90", 10);
        bid("22.80", 90);
        expire();
        assertThat(filled()).containsExactly(List.of(level("22.90", 10), level("22.80", 10)));
        assertThat(lots()).isEqualTo(80);
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
        assertThat(equity()).isEqualTo(USD.amount("595000"));
        AccountEvent.OrderGiven given =
                house.events(CLIENT, AccountEvent.OrderGiven.class).get(0);
        assertThat(given.figures().equity()).isEqualTo(USD.amount("600000"));
        assertThat(given.order().limit()).isEmpty();
        assertThat(given.order().lots()).isEqualTo(Lots.of(-20));
        assertThat(house.events(CLIENT, AccountEvent.LiquidationCured.class)).hasSize(1);
        assertThat(account().calls().uncollected()).contains(Uncollected.none(USD));
        house.carrier.tell(TestHouse.id(CLIENT), new AccountInput.Read(Optional.empty(), new TreeMap<>()));
        pass(1);
        assertThat(house.carrier.replies())
                .filteredOn(AccountReply.View.class::isInstance)
                .singleElement()
                .satisfies(view -> assertThat(((AccountReply.View) view).call().map(MarginCall::stage))
                        .contains(CallStage.EXPIRED));
    }

    /** Without a bid the plan reckons with the mark: 137,000 / (7,370 - 100) = 18.8, so 19 lots, of which nobody takes any. */
    @Test
    void withoutBidsItTriesAgainAfterAPause() {
        expire();
        assertThat(orders()).containsExactly(-19L);
        assertThat(house.events(CLIENT, AccountEvent.OrderClosed.class)).hasSize(1);
        pass(20);
        assertThat(orders()).hasSize(1);
        pass(15);
        assertThat(orders()).containsExactly(-19L, -19L);
        bid("23.00", 100);
        pass(35);
        assertThat(lots()).isEqualTo(81);
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
    }

    /** 10 lots at 22.90: 663,300 are needed and 598,000 there. The next order is 9: 65,300 / 7,270 = 8.98. */
    @Test
    void afterAFillTheNextOrderIsPlannedAtOnceFromWhatIsLeft() {
        bid("22.90", 10);
        expire();
        assertThat(orders()).containsExactly(-19L, -9L);
        assertThat(lots()).isEqualTo(90);
    }

    /** 137,000 / (7,370 - 200) = 19.1, so 20 lots, in the order that the desk does not know and in the next. */
    @Test
    void anOrderThatTheDeskHasForgottenIsPlannedAnew() {
        bid("22.90", 100);
        desk.forget(1);
        expire();
        assertThat(orders()).containsExactly(-20L, -20L);
        assertThat(house.events(CLIENT, AccountEvent.OrderLapsed.class))
                .extracting(AccountEvent.OrderLapsed::order)
                .containsExactly(house.events(CLIENT, AccountEvent.OrderGiven.class)
                        .get(0)
                        .order()
                        .number());
        assertThat(lots()).isEqualTo(80);
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
    }

    @Test
    void moneyThatComesBeforeTheOrderCuresInItsPlace() {
        desk.silent(true);
        expire();
        assertThat(account().standing()).isInstanceOf(Standing.Expired.class);
        house.deposit(CLIENT, USD.amount("137000"));
        pass(3);
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
        assertThat(orders()).isEmpty();
        assertThat(lots()).isEqualTo(100);
    }

    /** 67,000 are missing, and each lot at 22.90 brings 7,370 - 200 = 7,170: 9.3, so 10 lots in place of 20. */
    @Test
    void moneyThatComesShrinksThePlan() {
        desk.silent(true);
        bid("22.90", 100);
        expire();
        house.deposit(CLIENT, USD.amount("70000"));
        pass(1);
        desk.silent(false);
        pass(3);
        assertThat(orders()).containsExactly(-10L);
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
    }

    /** At 10.00 every lot loses 13,000: nothing suffices, all are sold, 600,000 - 1,300,000 = -700,000 and no fee. */
    @Test
    void aClientThatSellsAllAndStillOwesIsDeficientUntilItIsPaid() {
        house.carrier.host(HouseMessage.MAIN, main);
        bid("10.00", 100);
        expire();
        assertThat(lots()).isZero();
        Standing.Deficient deficit = (Standing.Deficient) account().standing();
        assertThat(deficit.amount()).isEqualTo(USD.amount("700000"));
        assertThat(deficit.taken()).isTrue();
        assertThat(deficit.lastCall())
                .hasValueSatisfying(call -> assertThat(call.stage()).isEqualTo(CallStage.EXPIRED));
        int reports = main.heard(HouseMessage.ReportDeficit.class).size();
        assertThat(main.heard(HouseMessage.ReportDeficit.class).get(0))
                .isEqualTo(new HouseMessage.ReportDeficit(
                        TestHouse.id(CLIENT), "alfa", 1, USD.amount("700000"), facts.at()));
        restart();
        pass(5);
        assertThat(main.heard(HouseMessage.ReportDeficit.class)).hasSize(reports);
        house.deposit(CLIENT, USD.amount("699999.99"));
        pass(3);
        assertThat(account().standing()).isInstanceOf(Standing.Deficient.class);
        house.deposit(CLIENT, USD.amount("0.01"));
        pass(3);
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
        assertThat(house.events(CLIENT, AccountEvent.DeficitTaken.class)).hasSize(1);
        assertThat(house.events(CLIENT, AccountEvent.DeficitCovered.class)).hasSize(1);
    }

    @Test
    void aDeficitIsReportedUntilTheHouseTakesIt() {
        Listener deaf = new Listener();
        house.carrier.host(HouseMessage.MAIN, deaf);
        bid("10.00", 100);
        expire();
        pass(5);
        assertThat(deaf.heard(HouseMessage.ReportDeficit.class)).hasSizeGreaterThanOrEqualTo(5);
        assertThat(deaf.heard(HouseMessage.ReportDeficit.class).stream().distinct())
                .hasSize(1);
    }

    @Test
    void aSettlementInLiquidationSettlesAndCallsNothing() {
        desk.silent(true);
        expire();
        judge(market.settle("22.00"));
        assertThat(account().cash(USD)).isEqualTo(USD.amount("500000"));
        assertThat(account().standing()).isInstanceOf(Standing.Expired.class);
        assertThat(account().calls().uncollected()).contains(new Uncollected(USD.amount("-300000")));
        assertThat(account().calls().issued()).isEqualTo(1);
    }

    @Test
    void withoutHouseTimeNoOrderIsGiven() {
        desk.silent(true);
        expire();
        house.carrier.houseTime(false);
        desk.silent(false);
        pass(10);
        assertThat(orders()).isEmpty();
        house.carrier.houseTime(true);
        pass(2);
        assertThat(orders()).hasSize(1);
    }

    @Test
    void onFactsThatAreNotFreshNoOrderIsGivenAndOthersAreAskedFor() {
        desk.silent(true);
        expire();
        house.carrier.run(HoldTurn.FRESH.plusSeconds(1));
        desk.silent(false);
        house.carrier.run(Duration.ofSeconds(10));
        assertThat(orders()).isEmpty();
        assertThat(house.carrier.replies()).contains(new AccountReply.NeedsJudging(TestHouse.id(CLIENT)));
        pass(2);
        assertThat(orders()).hasSize(1);
    }

    @Test
    void theViewShowsAnAccountInLiquidation() {
        desk.silent(true);
        expire();
        house.carrier.tell(TestHouse.id(CLIENT), new AccountInput.Read(Optional.empty(), new TreeMap<>()));
        pass(1);
        AccountReply.View view = house.carrier.replies().stream()
                .filter(AccountReply.View.class::isInstance)
                .map(AccountReply.View.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(view.standing()).isInstanceOf(Standing.Expired.class);
        assertThat(view.margining().map(AccountReply.Margining::shortfall)).contains(USD.amount("137000"));
    }

    /** 600,000 / (100 x 1,000) = 6.00 below the mark: all goes at 17.00, nothing is left and no fee is taken. */
    @Test
    void aDirectAccountSellsDownToItsBankruptcyPrice() {
        closeOutDirect("17.00", 100);
        assertThat(lots()).isZero();
        assertThat(account().cash(USD)).isEqualTo(USD.zero());
        assertThat(account().standing()).isInstanceOf(Standing.Good.class);
        assertThat(house.events(CLIENT, AccountEvent.OrderGiven.class)
                        .get(0)
                        .order()
                        .limit())
                .contains(CLK0.price("17.00"));
    }

    @Test
    void aDirectAccountWithoutABidWithinItsLimitIsUnsoldAndSaysSo() {
        house.carrier.host(HouseMessage.MAIN, main);
        closeOutDirect("16.99", 100);
        assertThat(lots()).isEqualTo(100);
        assertThat(account().standing()).isEqualTo(new Standing.Unsold(1, Optional.empty()));
        assertThat(main.heard(HouseMessage.ReportUnsold.class))
                .hasSizeGreaterThan(1)
                .containsOnly(
                        new HouseMessage.ReportUnsold(TestHouse.id(CLIENT), "alfa", 1, facts.at(), facts.snapshot()));
        restart();
        house.carrier.run(Duration.ofSeconds(5));
        int before = main.heard.size();
        judge(facts);
        house.carrier.run(Duration.ofSeconds(3));
        assertThat(main.heard)
                .as("a new instance reports once it has heard facts")
                .hasSizeGreaterThan(before);
        assertThat(orders()).hasSize(1);
    }

    @Test
    void aMembersOwnAccountReportsItsUnmetCallAndSellsNothing() {
        house.carrier.host(HouseMessage.MAIN, main);
        market = new Market(CallPolicy.clearingHouse(DEADLINE));
        bid("23.00", 100);
        hold(AccountKind.HOUSE);
        judge(market.settle("23.00"));
        facts = market.mark("23.00");
        pass(70);
        assertThat(account().standing()).isInstanceOf(Standing.Expired.class);
        assertThat(main.heard(HouseMessage.ReportUnmetCall.class))
                .hasSizeGreaterThan(1)
                .containsOnly(new HouseMessage.ReportUnmetCall(TestHouse.id(CLIENT), "alfa", 1, facts.at()));
        assertThat(orders()).isEmpty();
    }

    private void closeOutDirect(String bid, long lots) {
        market = new Market(CallPolicy.venueDirect(DEADLINE));
        bid(bid, lots);
        hold(AccountKind.DIRECT);
        facts = market.mark("23.00");
        pass(5);
    }

    private void expire() {
        hold(AccountKind.CLIENT);
        judge(market.settle("23.00"));
        facts = market.mark("23.00");
        pass(70);
    }

    private void hold(AccountKind kind) {
        house.open(CLIENT, kind);
        house.carrier.run(Duration.ofMillis(50));
        house.deposit(CLIENT, USD.amount("800000"));
        LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(100), Mark.of(CLK0.price("25.00")));
        house.book(CLIENT, Purpose.TRADE, Posting.of(TestHouse.id(CLIENT), leg));
        house.carrier.run(Duration.ofMillis(50));
        judge(market.settle("25.00"));
    }

    /** Seconds in which the account hears the newest facts again and again. */
    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            judge(facts);
            house.carrier.run(Duration.ofMillis(950));
        }
    }

    private void judge(RiskFacts newest) {
        facts = newest;
        house.judge(CLIENT, newest);
        house.carrier.run(Duration.ofMillis(50));
    }

    private void bid(String price, long lots) {
        desk.bid(price, lots);
    }

    private void restart() {
        Optional.ofNullable(house.accounts.get(CLIENT)).orElseThrow().crash();
    }

    private Account account() {
        return house.account(CLIENT);
    }

    private long lots() {
        return account().position(CLK0.id(), USD).lots().count();
    }

    private Money equity() {
        return Valuation.of(account(), USD, facts).figures().equity();
    }

    private List<Long> orders() {
        return house.events(CLIENT, AccountEvent.OrderGiven.class).stream()
                .map(given -> given.order().lots().count())
                .toList();
    }

    private List<List<Level>> filled() {
        return station.state().filled().stream().map(ScriptedDesk.Filled::fills).toList();
    }

    private static Level level(String price, long lots) {
        return new Level(CLK0.price(price), lots);
    }
}
