package io.breakwater.waterfall.money;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A unit of money and how finely it is counted: {@code scale} decimals, 0 to 8, make one minor unit (USD has 2, JPY 0).
 * Two currencies are the same only when code and scale are. ADR 0003.
 */
public record Currency(String code, int scale) implements Comparable<Currency> {

    /** The finest scale: one hundred-millionth. */
    public static final int MAX_SCALE = 8;

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{1,11}");
    private static final Comparator<Currency> ORDER =
            Comparator.comparing(Currency::code).thenComparingInt(Currency::scale);

    public Currency {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a currency code: '" + code + "'");
        }
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("currency scale outside 0.." + MAX_SCALE + ": " + scale);
        }
    }

    public static Currency of(String code, int scale) {
        return new Currency(code, scale);
    }

    /** Reads back what {@link #toString} writes, such as {@code USD/2}. */
    public static Currency valueOf(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || text.length() != slash + 2) {
            throw new IllegalArgumentException("not a currency: '" + text + "'");
        }
        return new Currency(text.substring(0, slash), text.charAt(slash + 1) - '0');
    }

    /** No money of this currency. */
    public Money zero() {
        return new Money(0, this);
    }

    /** So many minor units of this currency. */
    public Money minor(long minorUnits) {
        return new Money(minorUnits, this);
    }

    /** Reads a plain decimal such as {@code -1234.5}; see {@link DecimalFlaw} for what is refused. */
    public Parsed<Money> parse(String decimal) {
        return DecimalText.parse(decimal, scale).map(this::minor);
    }

    /** An amount written in code or a trusted file, such as {@code USD.amount("12.34")}; a flaw is a fault. */
    public Money amount(String decimal) {
        return parse(decimal).orElseThrow();
    }

    @Override
    public int compareTo(Currency other) {
        return ORDER.compare(this, other);
    }

    /** Code and scale, {@code USD/2}, so that it can be a key. */
    @Override
    public String toString() {
        return code + "/" + scale;
    }
}
