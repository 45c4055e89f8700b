package io.breakwater.waterfall.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecimalTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 2, 0",
        "12, 2, 1200",
        "12.3, 2, 1230",
        "12.34, 2, 1234",
        "-37.63, 2, -3763",
        "-0.01, 2, -1",
        "0.00, 2, 0",
        "0.00000001, 8, 1",
        "92233720368547758.07, 2, 9223372036854775807",
        "-92233720368547758.08, 2, -9223372036854775808"
    })
    void aPlainDecimalIsReadExactly(String text, int scale, long units) {
        assertThat(DecimalText.parse(text, scale)).isEqualTo(new Parsed.Accepted<>(units));
    }

    static Object[][] refused() {
        return new Object[][] {
            {"", DecimalFlaw.EMPTY},
            {"12345678901234567890123456789", DecimalFlaw.TOO_LONG},
            {"x".repeat(65), DecimalFlaw.TOO_LONG},
            {" 1", DecimalFlaw.WHITESPACE},
            {"1 000", DecimalFlaw.WHITESPACE},
            {"1\n", DecimalFlaw.WHITESPACE},
            {"1\u00a0000", DecimalFlaw.WHITESPACE},
            {"\u0661\u0662", DecimalFlaw.NON_ASCII},
            {"\u22125", DecimalFlaw.NON_ASCII},
            {"+5", DecimalFlaw.PLUS_SIGN},
            {"1e5", DecimalFlaw.EXPONENT},
            {"-1.5E-3", DecimalFlaw.EXPONENT},
            {"NaN", DecimalFlaw.NOT_A_NUMBER},
            {"-Infinity", DecimalFlaw.NOT_A_NUMBER},
            {"0x10", DecimalFlaw.NOT_A_NUMBER},
            {"null", DecimalFlaw.NOT_A_NUMBER},
            {"1.", DecimalFlaw.MALFORMED},
            {".5", DecimalFlaw.MALFORMED},
            {"007", DecimalFlaw.MALFORMED},
            {"1,5", DecimalFlaw.MALFORMED},
            {"1.2.3", DecimalFlaw.MALFORMED},
            {"--1", DecimalFlaw.MALFORMED},
            {"-", DecimalFlaw.MALFORMED},
            {"1-2", DecimalFlaw.MALFORMED},
            {"-0", DecimalFlaw.NEGATIVE_ZERO},
            {"-0.00", DecimalFlaw.NEGATIVE_ZERO},
            {"1.234", DecimalFlaw.TOO_MANY_DECIMALS},
            {"1.230", DecimalFlaw.TOO_MANY_DECIMALS},
            {"92233720368547758.08", DecimalFlaw.OVERFLOW},
            {"9999999999999999999999999999", DecimalFlaw.OVERFLOW},
        };
    }

    @ParameterizedTest
    @MethodSource("refused")
    void anythingElseIsRefusedWithItsFlaw(String text, DecimalFlaw flaw) {
        assertThat(DecimalText.parse(text, 2)).isEqualTo(new Parsed.Refused<>(flaw));
    }

    @Test
    void flawNumbersAreFixedAndDistinct() {
        assertThat(Arrays.stream(DecimalFlaw.values()).map(DecimalFlaw::number))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    }
}
