package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.desk.DeskMessage.Level;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.margin.BracketTier;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.margin.MarginModel;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many lots are closed, of which instrument, and down to which price. */
class LiquidationPlanTest {

    private static final Instrument OTHER =
            Instrument.of(InstrumentId.of("CLM0"), USD, "0.01", "1000", PriceBand.ofTicks(500));
    private static final Now NOW =
            new Now(Duration.ZERO, Optional.of(new HouseInstant(Instant.EPOCH, Duration.ofMillis(10))));
    private static final BracketMargin BRACKETS = new BracketMargin(
            List.of(
                    new BracketTier(USD.zero(), Ratio.percent(20), Ratio.percent(25)),
                    new BracketTier(USD.amount("500000"), Ratio.percent(30), Ratio.percent(40))),
            MarginLevels.none(USD));

    /** Equity / (100 x 1,000), to the tick on the safe side. */
    @ParameterizedTest
    @CsvSource({
        "600000.00, 100, 17.00",
        "600000.01, 100, 17.00",
        "599999.99, 100, 17.01",
        "600999.99, 100, 17.00",
        "601000.00, 100, 16.99",
        "0.00, 100, 23.00",
        "-0.01, 100, 23.01",
        "600000.00, -100, 29.00",
        "599999.99, -100, 28.99",
        "-0.01, -100, 22.99",
        "3000000.00, 100, -7.00",
    })
    void theBankruptcyPriceLeavesNoEquity(String equity, long lots, String price) {
        Mark mark = Mark.of(CLK0.price("23.00"));
        assertThat(BankruptcyPrice.of(USD.amount(equity), CLK0, mark, Lots.of(lots)))
                .isEqualTo(CLK0.price(price));
    }

    /** 30 lots of one, 10 of the other at the same rate: three quarters of 400,000 stand behind the 30: 10.00 a barrel. */
    @Test
    void severalInstrumentsShareTheEquityByTheirRequirement() {
        Liquidating account = liquidating(AccountKind.DIRECT, "400000", 30, 10, Market.MARGIN, "23.00");
        Liquidating.Closing first = account.riskiest().orElseThrow();
        assertThat(first.limit()).contains(CLK0.price("13.00"));
        assertThat(first.most()).isEqualTo(Lots.of(-30));
        assertThat(BankruptcyPrice.of(account, OTHER, Mark.of(OTHER.price("23.00")), Lots.of(10)))
                .isEqualTo(OTHER.price("13.00"));
    }

    @Test
    void theLargestRequirementGoesFirstAndOfEqualsTheSmallerId() {
        assertThat(riskiest(10, -30)).contains(OTHER.id());
        assertThat(riskiest(-30, 10)).contains(CLK0.id());
        assertThat(riskiest(30, -30)).contains(CLK0.id());
        assertThat(riskiest(0, 1)).contains(OTHER.id());
        assertThat(riskiest(0, 0)).isEmpty();
    }

    @Test
    void bidsBeyondTheLimitAreNone() {
        Liquidating account = liquidating(AccountKind.DIRECT, "600000", 100, 0, Market.MARGIN, "23.00");
        List<Level> beyond = List.of(new Level(CLK0.price("16.99"), 100));
        assertThat(lots(account, beyond)).isEqualTo(19);
    }

    @SeededTest(runs = 300)
    void thePlanIsTheSmallestThatSuffices(Generator any) {
        MarginModel margin = any.oneIn(2) ? Market.MARGIN : BRACKETS;
        long lots = any.between(1, 120) * (any.oneIn(2) ? 1 : -1);
        Liquidating account = liquidating(
                AccountKind.CLIENT,
                Long.toString(any.between(-100_000, 900_000)),
                lots,
                any.between(-20, 20),
                margin,
                "23.00");
        Optional<Liquidating.Closing> closing = account.riskiest();
        List<Level> bids = bids(any, closing.orElseThrow().most());
        long planned = lots(account, bids);
        long most = closing.orElseThrow().most().size();
        for (long fewer = 1; fewer < planned; fewer++) {
            assertThat(isCured(account, bids, fewer)).as("%s lots", fewer).isFalse();
        }
        assertThat(planned == most || isCured(account, bids, planned)).isTrue();
        assertThat(planned).isBetween(1L, most);
    }

    private static List<Level> bids(Generator any, Lots wanted) {
        List<Level> bids = new ArrayList<>();
        long price = 2300;
        for (long i = any.between(0, 4); i > 0; i--) {
            price -= (wanted.isLong() ? -1 : 1) * any.between(-20, 400);
            bids.add(new Level(Price.ofTicks(price), any.between(1, 30)));
        }
        return bids;
    }

    /** The account after the fills and the fee are booked, valued as every account is. */
    private static boolean isCured(Liquidating before, List<Level> bids, long lots) {
        Liquidating.Closing closing = before.riskiest().orElseThrow();
        Order order = closing.order(before.account(), lots, USD.zero());
        Instrument instrument = order.instrument();
        Position position = before.account().position(instrument.id(), USD);
        Money cash = before.account().cash(USD);
        long left = lots;
        List<Level> all = new ArrayList<>(bids);
        all.add(new Level(closing.quoted().mark().price(), Long.MAX_VALUE));
        for (Level level : all) {
            long filled = Math.min(left, level.lots());
            if (filled > 0) {
                Lots booked = Lots.of(order.lots().isLong() ? filled : -filled);
                PositionChange change = position.book(LotsLeg.trade(instrument, booked, Mark.of(level.price())));
                position = change.after();
                cash = cash.plus(change.cash());
                left -= filled;
            }
        }
        Account after = moved(before.account(), cash, instrument, position);
        Money equity = Valuation.of(after, USD, before.facts()).figures().equity();
        Money fee = ScriptedDesk.FEE.times(lots).min(equity.orZeroIfNegative());
        Valuation end = Valuation.of(moved(after, cash.minus(fee), instrument, position), USD, before.facts());
        return end.figures()
                .shortfall(end.requirement().at(before.policy().restoreTo()))
                .isZero();
    }

    private static Account moved(Account account, Money cash, Instrument instrument, Position position) {
        return account.moved(
                new TreeMap<>(Map.of(USD, cash)), Collections.emptyMap(), Map.of(instrument.id(), position));
    }

    private static long lots(Liquidating account, List<Level> bids) {
        return LiquidationPlan.lots(account, account.riskiest().orElseThrow(), bids, ScriptedDesk.FEE);
    }

    private static Optional<InstrumentId> riskiest(long lots, long others) {
        return liquidating(AccountKind.CLIENT, "0", lots, others, Market.MARGIN, "23.00")
                .riskiest()
                .map(closing -> closing.instrument().id());
    }

    private static Liquidating liquidating(
            AccountKind kind, String cash, long lots, long others, MarginModel margin, String price) {
        Account account = Account.unopened(TestHouse.id("alfa.c1")).opened(new AccountTerms("alfa", kind, USD));
        account = moved(account, USD.amount(cash), CLK0, bought(CLK0, lots, price));
        account = moved(account, USD.amount(cash), OTHER, bought(OTHER, others, price))
                .with(new Standing.Deficient(1, USD.zero(), true, Optional.empty()));
        SortedMap<InstrumentId, RiskFacts.Quoted> quoted = new TreeMap<>();
        for (Instrument each : List.of(CLK0, OTHER)) {
            Mark mark = Mark.of(each.price(price));
            quoted.put(each.id(), RiskFacts.Quoted.marked(new Listing(each, margin), mark, List.of()));
        }
        RiskFacts facts = new RiskFacts(
                1,
                new BusinessTime(Market.DAY, Market.DAY.atStartOfDay()),
                quoted,
                Collections.emptySortedMap(),
                Optional.of(CallPolicy.clearingClient(Duration.ofSeconds(8))),
                Collections.emptySortedSet());
        AccountMemory memory = AccountMemory.FRESH.heard(facts, Duration.ZERO);
        return Liquidating.of(account, memory, NOW).orElseThrow();
    }

    private static Position bought(Instrument instrument, long lots, String price) {
        Position none = Position.none(USD);
        return lots == 0
                ? none
                : none.book(LotsLeg.trade(instrument, Lots.of(lots), Mark.of(instrument.price(price))))
                        .after();
    }
}
