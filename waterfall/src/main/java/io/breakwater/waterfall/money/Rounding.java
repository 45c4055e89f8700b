package io.breakwater.waterfall.money;

import java.math.BigInteger;

/**
 * Where an exact fraction of a minor unit goes, named for the amount that is rounded. Requirements and
 * collateral go against the member, so that no division ever makes an account look safer than it is. ADR 0003.
 */
public enum Rounding {
    /** What a member must have or owes (requirements, fees): up, towards positive infinity. */
    REQUIREMENT(true),
    /** What a member's collateral counts for: down, towards negative infinity. */
    COLLATERAL(false),
    /** The open cost that leaves a position with the lots that close: down, towards negative infinity. */
    OPEN_COST_SHARE(false),
    /** What funding adds to the index per lot: down. What leaves the longs is what reaches the shorts either way. */
    FUNDING(false),
    /** The most that a member can be assessed: down. */
    ASSESSMENT_CAP(false);

    private final boolean up;

    Rounding(boolean up) {
        this.up = up;
    }

    /** numerator / denominator as a whole number; the denominator is positive. */
    BigInteger divide(BigInteger numerator, BigInteger denominator) {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        int side = parts[1].signum();
        if (up) {
            return side > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
        }
        return side < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** As above, for numbers of 64 bits; the quotient always fits. */
    long divide(long numerator, long denominator) {
        return up ? -Math.floorDiv(-numerator, denominator) : Math.floorDiv(numerator, denominator);
    }
}
