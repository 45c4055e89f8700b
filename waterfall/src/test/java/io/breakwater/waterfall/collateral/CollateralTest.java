package io.breakwater.waterfall.collateral;

import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.waterfall.account.Uncollected;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollateralTest {

    private static final AssetId BILLS = AssetId.of("T-BILL");

    @Test
    void billsCountForNinetyEightPercentOfFace() {
        CollateralTerms terms = CollateralTerms.of(BILLS, USD.amount("1.00"), Haircut.percent(2));
        assertThat(terms.valueOf(new CollateralHolding(BILLS, 2_000_000))).isEqualTo(USD.amount("1960000.00"));
    }

    @Test
    void haircutsMultiplyAndAValueIsCutAtItsLimit() {
        Haircut both = Haircut.percent(4).and(Haircut.percent(5));
        assertThat(both.kept()).isEqualTo(Ratio.basisPoints(9_120));
        CollateralTerms terms =
                new CollateralTerms(BILLS, USD.amount("0.90"), both, Optional.of(USD.amount("8000000.00")));
        assertThat(terms.valueOf(new CollateralHolding(BILLS, 10_000_000))).isEqualTo(USD.amount("8000000.00"));
    }

    @Test
    void collateralRoundsDown() {
        CollateralTerms terms = CollateralTerms.of(BILLS, USD.minor(1), new Haircut(Ratio.of(1, 3)));
        assertThat(terms.valueOf(new CollateralHolding(BILLS, 2))).isEqualTo(USD.minor(1));
    }

    @Test
    void aHoldingIsNeverNegative() {
        CollateralHolding holding = new CollateralHolding(BILLS, 5).plus(3).minus(8);
        assertThat(holding.units()).isZero();
        assertThatThrownBy(() -> holding.minus(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Haircut.percent(101));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollateralTerms.of(AssetId.of("GOLD"), USD.minor(1), Haircut.NONE)
                        .valueOf(new CollateralHolding(BILLS, 1)));
    }

    @SeededTest
    void moreUnitsNeverCountForLess(Generator any) {
        CollateralTerms terms = CollateralTerms.of(
                BILLS, USD.minor(any.between(0, 10_000)), new Haircut(Ratio.of(any.between(0, 1_000), 1_000)));
        CollateralHolding some = new CollateralHolding(BILLS, any.upTo(1_000_000_000));
        assertThat(terms.valueOf(some.plus(any.upTo(1_000))).covers(terms.valueOf(some)))
                .isTrue();
        assertThat(terms.unitValue().times(some.units()).covers(terms.valueOf(some)))
                .isTrue();
    }

    @Test
    void theInventoryTakesWhatWasNotCollectedAndNeverLeavesNegativeCash() {
        Uncollected advanced = Uncollected.none(USD).settled(USD.minor(-500)).settled(USD.minor(100));
        assertThat(advanced.takenOver(USD.minor(300))).isEqualTo(USD.minor(-400));
        assertThat(advanced.takenOver(USD.minor(-300))).isEqualTo(USD.minor(-400));
        assertThat(advanced.takenOver(USD.minor(-900))).isEqualTo(USD.minor(-900));
        assertThat(advanced.collected().takenOver(USD.minor(300))).isEqualTo(USD.zero());
    }
}
