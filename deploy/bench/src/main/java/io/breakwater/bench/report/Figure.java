package io.breakwater.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** How a measured figure is written: three digits that mean something, whole numbers in groups of three. */
final class Figure {

    private static final int DIGITS = 3;

    private Figure() {}

    static String text(double figure) {
        DecimalFormat format = new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(rounded(figure));
    }

    private static BigDecimal rounded(double figure) {
        BigDecimal exact = BigDecimal.valueOf(figure);
        BigDecimal whole = exact.setScale(0, RoundingMode.HALF_UP);
        return whole.precision() >= DIGITS ? whole : exact.round(new MathContext(DIGITS, RoundingMode.HALF_UP));
    }
}
