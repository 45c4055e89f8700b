package io.breakwater.waterfall.money;

import java.math.BigInteger;

/**
 * An exact fraction, such as a margin rate of 110 % or a collateral ratio of 98 %: numerator / denominator in lowest
 * terms, denominator positive, so that equal ratios are equal records. Products are exact until the one named rounding;
 * a result beyond 64 bits throws {@link ArithmeticException}.
 */
public record Ratio(long numerator, long denominator) implements Comparable<Ratio> {

    public static final Ratio ZERO = new Ratio(0, 1);
    public static final Ratio ONE = new Ratio(1, 1);

    public Ratio {
        if (denominator <= 0 || numerator == Long.MIN_VALUE) {
            throw new IllegalArgumentException("not a ratio: " + numerator + "/" + denominator);
        }
        long divisor = gcd(Math.abs(numerator), denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    public static Ratio of(long numerator, long denominator) {
        return new Ratio(numerator, denominator);
    }

    public static Ratio percent(long percent) {
        return new Ratio(percent, 100);
    }

    public static Ratio basisPoints(long basisPoints) {
        return new Ratio(basisPoints, 10_000);
    }

    /** Reads a plain decimal such as {@code 0.0125}, at most 12 decimals. */
    public static Parsed<Ratio> parse(String decimal) {
        return DecimalText.parse(decimal, 12).map(units -> new Ratio(units, 1_000_000_000_000L));
    }

    /** This share of an amount, rounded once as named. */
    public Money of(Money amount, Rounding rounding) {
        return amount.currency().minor(of(amount.minorUnits(), rounding));
    }

    /** This share of a whole number, rounded once as named. */
    public long of(long amount, Rounding rounding) {
        long low = amount * numerator;
        if (low != Long.MIN_VALUE && Math.multiplyHigh(amount, numerator) == low >> 63) {
            return rounding.divide(low, denominator);
        }
        return rounding.divide(big(amount).multiply(big(numerator)), big(denominator))
                .longValueExact();
    }

    public Ratio plus(Ratio other) {
        return reduced(
                big(numerator)
                        .multiply(big(other.denominator))
                        .add(big(other.numerator).multiply(big(denominator))),
                big(denominator).multiply(big(other.denominator)));
    }

    public Ratio minus(Ratio other) {
        return plus(new Ratio(-other.numerator, other.denominator));
    }

    public Ratio times(Ratio other) {
        return reduced(
                big(numerator).multiply(big(other.numerator)), big(denominator).multiply(big(other.denominator)));
    }

    public boolean isNegative() {
        return numerator < 0;
    }

    @Override
    public int compareTo(Ratio other) {
        return big(numerator)
                .multiply(big(other.denominator))
                .compareTo(big(other.numerator).multiply(big(denominator)));
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }

    private static Ratio reduced(BigInteger numerator, BigInteger denominator) {
        BigInteger divisor = numerator.gcd(denominator);
        return new Ratio(
                numerator.divide(divisor).longValueExact(),
                denominator.divide(divisor).longValueExact());
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
