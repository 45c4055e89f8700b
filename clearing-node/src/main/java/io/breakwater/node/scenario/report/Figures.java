package io.breakwater.node.scenario.report;

import io.breakwater.waterfall.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** How figures are written for people: amounts and counts in groups of three, seconds to the tenth. */
final class Figures {

    private Figures() {}

    /** The amount with all its decimals, such as {@code -55,900.00}. */
    static String amount(Money money) {
        String decimal = money.decimal();
        int point = decimal.indexOf('.');
        String whole = point < 0 ? decimal : decimal.substring(0, point);
        return grouped(whole) + (point < 0 ? "" : decimal.substring(point));
    }

    static String count(long count) {
        return grouped(Long.toString(count));
    }

    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3)
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String grouped(String whole) {
        StringBuilder digits = new StringBuilder(whole);
        int first = whole.startsWith("-") ? 1 : 0;
        for (int i = digits.length() - 3; i > first; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }
}
