package io.breakwater.waterfall.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final Currency JPY = Currency.of("JPY", 0);
    private static final Currency BTC = Currency.of("BTC", 8);

    @Test
    void theTextFormCarriesCurrencyAndAllDecimals() {
        assertThat(USD.minor(1234)).hasToString("USD 12.34");
        assertThat(USD.minor(-5)).hasToString("USD -0.05");
        assertThat(JPY.minor(-5)).hasToString("JPY -5");
        assertThat(BTC.minor(1)).hasToString("BTC 0.00000001");
        assertThat(USD.minor(Long.MIN_VALUE)).hasToString("USD -92233720368547758.08");
    }

    @SeededTest
    void everyAmountReadsBackFromItsText(Generator any) {
        Currency currency = any.oneOf(java.util.List.of(USD, JPY, BTC));
        Money money = currency.minor(any.anyLong() >> any.between(0, 63));
        assertThat(Money.parse(money.toString(), currency)).isEqualTo(new Parsed.Accepted<>(money));
        assertThat(Currency.valueOf(currency.toString())).isEqualTo(currency);
    }

    @Test
    void anotherCurrencyInTheTextIsRefused() {
        assertThat(Money.parse("EUR 1.00", USD)).isEqualTo(new Parsed.Refused<>(DecimalFlaw.OTHER_CURRENCY));
    }

    @Test
    void currenciesNeverMix() {
        Money dollars = USD.minor(1);
        Money yen = JPY.minor(1);
        assertThatIllegalArgumentException().isThrownBy(() -> dollars.plus(yen));
        assertThatIllegalArgumentException().isThrownBy(() -> dollars.compareTo(yen));
        assertThatIllegalArgumentException().isThrownBy(() -> dollars.covers(yen));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dollars.min(Currency.of("USD", 4).minor(1)));
    }

    @Test
    void overflowIsNeverSilent() {
        Money most = USD.minor(Long.MAX_VALUE);
        Money least = USD.minor(Long.MIN_VALUE);
        assertThatThrownBy(() -> most.plus(USD.minor(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> least.minus(USD.minor(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(least::negated).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(least::abs).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void equalIsEnoughToCover() {
        assertThat(USD.minor(5).covers(USD.minor(5))).isTrue();
        assertThat(USD.minor(4).covers(USD.minor(5))).isFalse();
        assertThat(USD.minor(-4).orZeroIfNegative()).isEqualTo(USD.zero());
    }

    @Test
    void aCurrencyHasAtMostEightDecimals() {
        assertThatIllegalArgumentException().isThrownBy(() -> Currency.of("USD", 9));
        assertThatIllegalArgumentException().isThrownBy(() -> Currency.of("usd", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Currency.valueOf("USD/x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Currency.valueOf("USD"));
    }
}
