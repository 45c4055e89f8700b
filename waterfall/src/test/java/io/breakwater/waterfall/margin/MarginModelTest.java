package io.breakwater.waterfall.margin;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.PERPETUAL;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MarginModelTest {

    private static final Currency USD4 = PERPETUAL.currency();
    private static final LocalDate APRIL_7 = LocalDate.of(2020, 4, 7);
    private static final LocalDate APRIL_17 = LocalDate.of(2020, 4, 17);
    private static final FixedMargin CRUDE = new FixedMargin(new TreeMap<>(Map.of(
            APRIL_7, FixedMargin.perLot(USD.amount("6700.00"), Ratio.percent(110)),
            APRIL_17, FixedMargin.perLot(USD.amount("7500.00"), Ratio.percent(110)))));
    private static final BracketMargin BRACKETS = BracketMargin.of(List.of(
            new BracketTier(USD4.zero(), Ratio.basisPoints(50), Ratio.percent(1)),
            new BracketTier(USD4.amount("100000.0000"), Ratio.percent(1), Ratio.percent(2)),
            new BracketTier(USD4.amount("1000000.0000"), Ratio.basisPoints(250), Ratio.percent(5))));

    @Test
    void aFixedRateCountsFromItsDateForOpenPositionsAsWell() {
        RequirementPart thursday = CRUDE.requirement(CLK0, Lots.of(-20), at("19.87"), APRIL_17.minusDays(1));
        RequirementPart friday = CRUDE.requirement(CLK0, Lots.of(-20), at("18.27"), APRIL_17);
        assertThat(thursday.required()).isEqualTo(new MarginLevels(USD.amount("134000.00"), USD.amount("147400.00")));
        assertThat(friday.required()).isEqualTo(new MarginLevels(USD.amount("150000.00"), USD.amount("165000.00")));
        assertThat(friday.basis())
                .isEqualTo(new MarginBasis.PerLot(
                        APRIL_17, new MarginLevels(USD.amount("7500.00"), USD.amount("8250.00"))));
    }

    @Test
    void aFixedRateDoesNotMindZeroOrNegativePrices() {
        for (String price : List.of("0", "-37.63", "10.01")) {
            assertThat(CRUDE.requirement(CLK0, Lots.of(3), at(price), APRIL_17)
                            .required()
                            .maintenance())
                    .isEqualTo(USD.amount("22500.00"));
        }
    }

    @Test
    void bracketsFillFromBelowEachAtItsOwnRate() {
        RequirementPart part = BRACKETS.requirement(PERPETUAL, Lots.of(40_000), perpetual("5000"), APRIL_7);
        assertThat(part.required()).isEqualTo(new MarginLevels(USD4.amount("1500.0000"), USD4.amount("3000.0000")));
        assertThat(part.basis())
                .isEqualTo(new MarginBasis.Bracket(USD4.amount("200000.0000"), 1, Ratio.percent(1), Ratio.percent(2)));
    }

    @Test
    void theUpperEndOfATierBelongsToIt() {
        assertThat(BRACKETS.tierOf(USD4.amount("100000"))).isZero();
        assertThat(BRACKETS.tierOf(USD4.amount("100000.0001"))).isEqualTo(1);
        assertThat(BRACKETS.tierOf(USD4.amount("9000000"))).isEqualTo(2);
    }

    @Test
    void aBracketRequirementIsRoundedUpOnce() {
        RequirementPart part = BRACKETS.requirement(PERPETUAL, Lots.of(1), perpetual("0.5"), APRIL_7);
        assertThat(part.required()).isEqualTo(new MarginLevels(USD4.minor(1), USD4.minor(1)));
    }

    @Test
    void aNegativePriceIsMarginedByItsSizeAndAZeroPriceByTheLeastPerLot() {
        MarginLevels least = new MarginLevels(USD4.amount("0.5"), USD4.amount("1"));
        BracketMargin floored = new BracketMargin(BRACKETS.tiers(), least);
        assertThat(BRACKETS.requirement(PERPETUAL, Lots.of(7), perpetual("-5000"), APRIL_7)
                        .required())
                .isEqualTo(BRACKETS.requirement(PERPETUAL, Lots.of(-7), perpetual("5000"), APRIL_7)
                        .required());
        assertThat(floored.requirement(PERPETUAL, Lots.of(-8), perpetual("0"), APRIL_7)
                        .required())
                .isEqualTo(least.times(8));
    }

    @Test
    void tiersMustRise() {
        BracketTier first = BRACKETS.tiers().get(0);
        BracketTier second = BRACKETS.tiers().get(1);
        assertThatIllegalArgumentException().isThrownBy(() -> BracketMargin.of(List.of(second)));
        assertThatIllegalArgumentException().isThrownBy(() -> BracketMargin.of(List.of(first, second, second)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BracketTier(USD4.zero(), Ratio.percent(2), Ratio.percent(1)));
    }

    @SeededTest(runs = 1_000)
    void requirementsNeverFallWithSizeAndAreContinuous(Generator any) {
        Mark mark = Mark.of(Price.ofTicks(any.between(-40_000, 40_000)));
        long lots = any.upTo(10_000_000);
        MarginLevels some =
                BRACKETS.requirement(PERPETUAL, Lots.of(lots), mark, APRIL_7).required();
        MarginLevels more = BRACKETS.requirement(PERPETUAL, Lots.of(-lots - 1), mark, APRIL_7)
                .required();
        Money step = PERPETUAL.value(Lots.of(1), mark.price()).abs();
        assertThat(more.maintenance().covers(some.maintenance())).isTrue();
        assertThat(more.initial().covers(some.initial())).isTrue();
        assertThat(more.initial().minus(some.initial()).minorUnits())
                .isLessThanOrEqualTo(step.minorUnits() * 5 / 100 + 2);
    }

    @Test
    void aRequirementIsTheSumOfItsPartsAndHasLevelsBetween() {
        Requirement requirement =
                Requirement.of(USD, List.of(CRUDE.requirement(CLK0, Lots.of(1), at("20.00"), APRIL_7)));
        assertThat(requirement.at(MarginLevel.MAINTENANCE)).isEqualTo(USD.amount("6700.00"));
        assertThat(requirement.at(MarginLevel.INITIAL)).isEqualTo(USD.amount("7370.00"));
        assertThat(requirement.at(new MarginLevel(Ratio.of(1, 3)))).isEqualTo(USD.amount("6923.34"));
        assertThat(Requirement.of(USD, List.of()).at(MarginLevel.INITIAL)).isEqualTo(USD.zero());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requirement(requirement.parts(), MarginLevels.none(USD)));
    }

    @Test
    void anAccountsRequirementTakesItsOpenPositionsInOneCurrency() {
        MarginParameters parameters = new MarginParameters(
                1,
                new TreeMap<>(Map.of(CLK0.id(), CLK0, PERPETUAL.id(), PERPETUAL)),
                new TreeMap<>(Map.of(CLK0.id(), CRUDE, PERPETUAL.id(), BRACKETS)));
        PriceSnapshot snapshot = new PriceSnapshot(
                1,
                new BusinessTime(APRIL_17, APRIL_17.atTime(14, 30)),
                new TreeMap<>(Map.of(CLK0.id(), at("18.27"), PERPETUAL.id(), perpetual("5000"))),
                new TreeMap<>());
        SortedMap<InstrumentId, Lots> lots = new TreeMap<>(Map.of(CLK0.id(), Lots.of(-2), PERPETUAL.id(), Lots.of(9)));
        assertThat(parameters.requirement(USD, lots, snapshot).total())
                .isEqualTo(new MarginLevels(USD.amount("15000"), USD.amount("16500")));
        assertThat(parameters.requirement(USD4, lots, snapshot).parts().keySet())
                .containsExactly(PERPETUAL.id());
        SortedMap<InstrumentId, Lots> unknown = new TreeMap<>(Map.of(InstrumentId.of("X"), Lots.of(1)));
        assertThatIllegalStateException().isThrownBy(() -> parameters.requirement(USD, unknown, snapshot));
        unknown.put(InstrumentId.of("X"), Lots.NONE);
        assertThat(parameters.requirement(USD, unknown, snapshot).parts()).isEmpty();
    }

    private static Mark at(String price) {
        return Mark.of(CLK0.price(price));
    }

    private static Mark perpetual(String price) {
        return Mark.of(PERPETUAL.price(price));
    }
}
