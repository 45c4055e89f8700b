package io.breakwater.waterfall.money;

/**
 * An exact, signed amount: a whole number of minor units of one currency. Every operation is exact; an amount beyond
 * 64 bits throws {@link ArithmeticException}, mixing currencies throws {@link IllegalArgumentException} (a fault of the
 * code, never of a request). Nothing here rounds: see {@link Ratio} and {@link ProRata}. ADR 0003.
 */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {

    public static Money of(long minorUnits, Currency currency) {
        return new Money(minorUnits, currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minorUnits, sameCurrency(other).minorUnits), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minorUnits, sameCurrency(other).minorUnits), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minorUnits), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minorUnits, factor), currency);
    }

    public Money abs() {
        return minorUnits < 0 ? negated() : this;
    }

    public Money min(Money other) {
        return minorUnits <= sameCurrency(other).minorUnits ? this : other;
    }

    public Money max(Money other) {
        return minorUnits >= sameCurrency(other).minorUnits ? this : other;
    }

    /** This amount, or zero when it is negative: max(0, this). */
    public Money orZeroIfNegative() {
        return minorUnits < 0 ? currency.zero() : this;
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    public boolean isNegative() {
        return minorUnits < 0;
    }

    public boolean isPositive() {
        return minorUnits > 0;
    }

    public boolean isLessThan(Money other) {
        return minorUnits < sameCurrency(other).minorUnits;
    }

    public boolean isMoreThan(Money other) {
        return minorUnits > sameCurrency(other).minorUnits;
    }

    /** True when this amount is at least the other: equal is enough. */
    public boolean covers(Money other) {
        return minorUnits >= sameCurrency(other).minorUnits;
    }

    /** Orders amounts of one currency. */
    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, sameCurrency(other).minorUnits);
    }

    /** The bare amount with all decimals of the currency, such as {@code -12.30}. */
    public String decimal() {
        return DecimalText.format(minorUnits, currency.scale());
    }

    /** The text form {@code USD 12.34}. */
    @Override
    public String toString() {
        return currency.code() + " " + decimal();
    }

    /** Reads the text form {@code USD 12.34} when it is of this currency, exactly as {@link #toString} writes it. */
    public static Parsed<Money> parse(String text, Currency currency) {
        String prefix = currency.code() + " ";
        if (!text.startsWith(prefix)) {
            return new Parsed.Refused<>(DecimalFlaw.OTHER_CURRENCY);
        }
        return currency.parse(text.substring(prefix.length()));
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + this + " and " + other);
        }
        return other;
    }
}
