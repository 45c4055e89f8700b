package io.breakwater.waterfall.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

class RatioTest {

    private static final Currency USD = Currency.of("USD", 2);

    @Test
    void equalFractionsAreEqual() {
        assertThat(Ratio.percent(110)).isEqualTo(Ratio.of(11, 10)).hasToString("11/10");
        assertThat(Ratio.basisPoints(0)).isEqualTo(Ratio.ZERO);
        assertThat(Ratio.parse("0.0125")).isEqualTo(new Parsed.Accepted<>(Ratio.basisPoints(125)));
        assertThat(Ratio.ONE.minus(Ratio.percent(2))).isEqualTo(Ratio.percent(98));
        assertThat(Ratio.percent(96).times(Ratio.percent(95))).isEqualTo(Ratio.basisPoints(9120));
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(1, 0));
    }

    @Test
    void requirementsRoundUpAndCollateralDown() {
        Ratio third = Ratio.of(1, 3);
        assertThat(third.of(USD.minor(100), Rounding.REQUIREMENT)).isEqualTo(USD.minor(34));
        assertThat(third.of(USD.minor(100), Rounding.COLLATERAL)).isEqualTo(USD.minor(33));
        assertThat(third.of(USD.minor(-100), Rounding.REQUIREMENT)).isEqualTo(USD.minor(-33));
        assertThat(third.of(USD.minor(-100), Rounding.OPEN_COST_SHARE)).isEqualTo(USD.minor(-34));
        assertThat(Ratio.percent(110).of(USD.minor(670_000), Rounding.REQUIREMENT))
                .isEqualTo(USD.minor(737_000));
    }

    @Test
    void aProductBeyondSixtyFourBitsIsExactInsideAndNeverSilentOutside() {
        long big = Long.MAX_VALUE - 7;
        assertThat(Ratio.of(big - 1, big).of(big, Rounding.COLLATERAL)).isEqualTo(big - 1);
        assertThat(Ratio.of(1, 3).of(Long.MIN_VALUE, Rounding.REQUIREMENT)).isEqualTo(-3_074_457_345_618_258_602L);
        assertThat(Ratio.of(1, 3).of(Long.MIN_VALUE, Rounding.COLLATERAL)).isEqualTo(-3_074_457_345_618_258_603L);
        assertThatThrownBy(() -> Ratio.of(2, 1).of(big, Rounding.COLLATERAL)).isInstanceOf(ArithmeticException.class);
    }

    @SeededTest(runs = 3_000)
    void everyProductIsTheExactOneRoundedOnce(Generator any) {
        long amount = any.anyLong() >> any.between(0, 62);
        Ratio ratio = Ratio.of((any.anyLong() >> any.between(1, 62)) % 1_000_000, any.between(1, 1_000_000));
        BigDecimal product = new BigDecimal(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(ratio.numerator())));
        BigDecimal up = product.divide(BigDecimal.valueOf(ratio.denominator()), 0, RoundingMode.CEILING);
        BigDecimal down = product.divide(BigDecimal.valueOf(ratio.denominator()), 0, RoundingMode.FLOOR);
        if (up.toBigInteger().bitLength() < 64 && down.toBigInteger().bitLength() < 64) {
            assertThat(ratio.of(amount, Rounding.REQUIREMENT)).isEqualTo(up.longValueExact());
            assertThat(ratio.of(amount, Rounding.COLLATERAL)).isEqualTo(down.longValueExact());
            assertThat(ratio.of(amount, Rounding.OPEN_COST_SHARE)).isEqualTo(down.longValueExact());
        }
    }

    @SeededTest
    void comparisonIsExact(Generator any) {
        Ratio ratio =
                Ratio.of(any.between(-1_000_000_000_000L, 1_000_000_000_000L), any.between(1, 1_000_000_000_000L));
        assertThat(ratio.compareTo(ratio.plus(Ratio.of(1, ratio.denominator()))))
                .isNegative();
        assertThat(ratio.compareTo(Ratio.of(ratio.numerator(), ratio.denominator())))
                .isZero();
    }
}
