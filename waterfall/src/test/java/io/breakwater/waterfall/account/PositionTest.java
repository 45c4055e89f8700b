package io.breakwater.waterfall.account;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PositionTest {

    private static final LocalDate DAY = LocalDate.of(2020, 4, 8);

    @Test
    void aSettlementMovesValueToCashAndKeepsEquity() {
        Position bought = buy(Position.none(USD), 2, "25.09").after();
        PositionChange settled = bought.settle(CLK0, settlement(1, "22.76", false));
        assertThat(settled.cash()).isEqualTo(USD.amount("-4660.00"));
        assertThat(settled.after().cost()).isEqualTo(CLK0.value(Lots.of(2), CLK0.price("22.76")));
        assertThat(settled.after().value(CLK0, mark("22.76"))).isEqualTo(USD.zero());
        assertThat(settled.after().gain(CLK0, mark("22.76"))).isEqualTo(USD.amount("-4660.00"));
    }

    @Test
    void aSettlementAppliedBeforeChangesNothing() {
        Position settled = buy(Position.none(USD), 2, "25.09")
                .after()
                .settle(CLK0, settlement(3, "22.76", false))
                .after();
        assertThat(settled.settle(CLK0, settlement(3, "99.00", false)).cash()).isEqualTo(USD.zero());
        assertThat(settled.settle(CLK0, settlement(2, "99.00", false)).after()).isEqualTo(settled);
    }

    @Test
    void aFlatPositionTurnsItsCostIntoCashAtOnce() {
        Position bought = buy(Position.none(USD), 2, "25.00").after();
        PositionChange sold = buy(bought, -2, "26.00");
        assertThat(sold.cash()).isEqualTo(USD.amount("2000.00"));
        assertThat(sold.after()).isEqualTo(Position.none(USD));
    }

    @Test
    void aFinalSettlementRetiresTheLotsAndWhatComesLaterSettlesAtOnce() {
        PositionChange retired =
                buy(Position.none(USD), -3, "18.27").after().settle(CLK0, settlement(9, "10.01", true));
        assertThat(retired.cash()).isEqualTo(USD.amount("24780.00"));
        assertThat(retired.after().lots()).isEqualTo(Lots.NONE);
        assertThat(retired.after().settle(CLK0, settlement(10, "9.00", true)))
                .isEqualTo(new PositionChange(retired.after(), USD.zero()));
        PositionChange late = buy(retired.after(), 1, "12.00");
        assertThat(late.cash()).isEqualTo(USD.amount("-1990.00"));
        assertThat(late.after()).isEqualTo(retired.after());
    }

    @Test
    void openCostFollowsTheLotsThatStayOpen() {
        Position bought = buy(Position.none(USD), 3, "25.01").after();
        Position more = buy(bought, 1, "25.00").after();
        Position less = buy(more, -1, "30.00").after();
        assertThat(less.openCost()).isEqualTo(USD.minor(10_003_000 - 2_500_750));
        Position turned = buy(less, -5, "31.00").after();
        assertThat(turned.openCost()).isEqualTo(CLK0.value(Lots.of(-2), CLK0.price("31.00")));
    }

    @Test
    void aReductionTakesTheFloorOfTheOpenCostOnBothSides() {
        Position odd = new Position(Lots.of(3), USD.zero(), USD.minor(100), 0, false, Optional.empty());
        assertThat(odd.book(LotsLeg.atCost(CLK0.id(), Lots.of(-1), USD.zero()))
                        .after()
                        .openCost())
                .isEqualTo(USD.minor(67));
        Position sold = new Position(Lots.of(-3), USD.zero(), USD.minor(-100), 0, false, Optional.empty());
        assertThat(sold.book(LotsLeg.atCost(CLK0.id(), Lots.of(1), USD.zero()))
                        .after()
                        .openCost())
                .isEqualTo(USD.minor(-66));
    }

    @Test
    void fundingIsPaidPerLotHeldWhileTheIndexMoves() {
        Mark entry = new Mark(CLK0.price("20.00"), 1_000);
        Position held =
                Position.none(USD).book(LotsLeg.trade(CLK0, Lots.of(4), entry)).after();
        Mark later = new Mark(CLK0.price("20.00"), 1_025);
        assertThat(held.value(CLK0, later)).isEqualTo(USD.minor(-100));
        assertThat(held.gain(CLK0, later)).isEqualTo(USD.zero());
        assertThat(held.book(LotsLeg.trade(CLK0, Lots.of(-4), later)).cash()).isEqualTo(USD.minor(-100));
    }

    @Test
    void fundingIsAWholeAmountPerLotOnTheIndex() {
        Mark funded = mark("20.00").funded(CLK0, Ratio.of(1, 1_000_000));
        assertThat(funded.fundingIndex()).isEqualTo(2);
        assertThat(mark("-37.63").funded(CLK0, Ratio.of(1, 1_000_000)).fundingIndex())
                .isEqualTo(-4);
    }

    @SeededTest
    void theGainThatLeavesAndTheGainThatStaysSumToTheGain(Generator any) {
        long size = any.between(2, 1_000);
        long side = any.oneIn(2) ? 1 : -1;
        Position held = new Position(
                Lots.of(side * size),
                USD.zero(),
                USD.minor(any.between(-1_000_000, 1_000_000)),
                0,
                false,
                Optional.empty());
        long closed = any.between(1, size - 1);
        Mark mark = Mark.of(Price.ofTicks(any.between(-5_000, 5_000)));
        Position after = held.book(LotsLeg.atCost(CLK0.id(), Lots.of(-side * closed), USD.zero()))
                .after();
        assertThat(held.gainOn(CLK0, mark, closed).plus(after.gain(CLK0, mark))).isEqualTo(held.gain(CLK0, mark));
        assertThat(held.gainOn(CLK0, mark, size)).isEqualTo(held.gain(CLK0, mark));
    }

    @Test
    void aTransferAtCostNeedsNoPriceAndMovesNoCash() {
        Position defaulted = buy(Position.none(USD), 5, "18.27").after();
        LotsLeg out = LotsLeg.atCost(CLK0.id(), Lots.of(-5), defaulted.cost().negated());
        assertThat(defaulted.book(out)).isEqualTo(new PositionChange(Position.none(USD), USD.zero()));
        assertThat(Position.none(USD).book(out.opposite()).after().cost()).isEqualTo(defaulted.cost());
    }

    /** A small house: trades, transfers and settlements in any order and at different moments per account. */
    @SeededTest(runs = 300)
    void cashLessCostSumsToZeroAndEquityNeverDependsOnWhenAnAccountSettles(Generator any) {
        int accounts = (int) any.between(2, 6);
        List<Position> prompt = positions(accounts);
        List<Position> sleepy = positions(accounts);
        long[] promptCash = new long[accounts];
        long[] sleepyCash = new long[accounts];
        List<Settlement> settlements = new ArrayList<>();
        Mark mark = new Mark(Price.ofTicks(2_000), 0);
        for (int step = 0; step < any.between(1, 40); step++) {
            mark = new Mark(mark.price().plusTicks(any.between(-900, 900)), mark.fundingIndex() + any.between(-50, 50));
            if (any.oneIn(3)) {
                Settlement settlement = new Settlement(
                        settlements.size() + 1L, DAY.plusDays(step), mark.price(), mark.fundingIndex(), any.oneIn(12));
                settlements.add(settlement);
                for (int i = 0; i < accounts; i++) {
                    promptCash[i] += apply(prompt, i, prompt.get(i).settle(CLK0, settlement));
                }
                if (settlement.last()) {
                    break;
                }
            } else {
                int buyer = (int) any.between(0, accounts - 1L);
                int seller = (int) ((buyer + any.between(1, accounts - 1L)) % accounts);
                LotsLeg leg = LotsLeg.trade(CLK0, Lots.of(any.between(1, 30)), mark);
                promptCash[buyer] += apply(prompt, buyer, prompt.get(buyer).book(leg));
                promptCash[seller] += apply(prompt, seller, prompt.get(seller).book(leg.opposite()));
                sleepyCash[buyer] += apply(sleepy, buyer, sleepy.get(buyer).book(leg));
                sleepyCash[seller] += apply(sleepy, seller, sleepy.get(seller).book(leg.opposite()));
            }
            assertThat(sumOfCashLessCost(prompt, promptCash)).isZero();
            assertThat(sumOfCashLessCost(sleepy, sleepyCash)).isZero();
        }
        for (int i = 0; i < accounts; i++) {
            for (Settlement settlement : settlements) {
                sleepyCash[i] += apply(sleepy, i, sleepy.get(i).settle(CLK0, settlement));
            }
            assertThat(equity(sleepy.get(i), sleepyCash[i], mark))
                    .isEqualTo(equity(prompt.get(i), promptCash[i], mark));
            assertThat(sleepy.get(i).lots()).isEqualTo(prompt.get(i).lots());
            assertThat(sleepy.get(i).openCost()).isEqualTo(prompt.get(i).openCost());
        }
        assertThat(sumOfCashLessCost(sleepy, sleepyCash)).isZero();
    }

    private static List<Position> positions(int accounts) {
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            positions.add(Position.none(USD));
        }
        return positions;
    }

    private static long apply(List<Position> positions, int account, PositionChange change) {
        positions.set(account, change.after());
        return change.cash().minorUnits();
    }

    private static long sumOfCashLessCost(List<Position> positions, long[] cash) {
        long sum = 0;
        for (int i = 0; i < cash.length; i++) {
            sum += cash[i] - positions.get(i).cost().minorUnits();
        }
        return sum;
    }

    private static Money equity(Position position, long cash, Mark mark) {
        return position.value(CLK0, mark).plus(USD.minor(cash));
    }

    private static PositionChange buy(Position position, long lots, String price) {
        return position.book(LotsLeg.trade(CLK0, Lots.of(lots), mark(price)));
    }

    private static Mark mark(String price) {
        return Mark.of(CLK0.price(price));
    }

    private static Settlement settlement(long number, String price, boolean last) {
        return new Settlement(number, DAY, CLK0.price(price), 0, last);
    }
}
