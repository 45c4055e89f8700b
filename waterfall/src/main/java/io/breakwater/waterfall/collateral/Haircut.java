package io.breakwater.waterfall.collateral;

import io.breakwater.waterfall.money.Ratio;

/** The share taken off the value of collateral, between nothing and all of it. Haircuts for several risks multiply. */
public record Haircut(Ratio taken) {

    public static final Haircut NONE = new Haircut(Ratio.ZERO);

    public Haircut {
        if (taken.isNegative() || taken.compareTo(Ratio.ONE) > 0) {
            throw new IllegalArgumentException("not a haircut: " + taken);
        }
    }

    public static Haircut percent(long percent) {
        return new Haircut(Ratio.percent(percent));
    }

    /** What is left of each unit of value: 1 - taken. */
    public Ratio kept() {
        return Ratio.ONE.minus(taken);
    }

    /** Both haircuts, one after the other: 1 - (1 - a) x (1 - b). */
    public Haircut and(Haircut other) {
        return new Haircut(Ratio.ONE.minus(kept().times(other.kept())));
    }
}
