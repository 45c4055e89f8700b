package io.breakwater.waterfall.rulebook;

import io.breakwater.waterfall.money.Ratio;

/**
 * How far members can be assessed.
 *
 * @param capPerDefault of the contribution that is frozen at the declaration, for one default
 * @param capPerPeriod of the same, for all defaults of one period
 * @param periodBusinessDays how long a period lasts from the first default in it
 */
public record AssessmentTerms(Ratio capPerDefault, Ratio capPerPeriod, int periodBusinessDays) {

    /** The largest cap of a house: 100 times the contribution, so that it is computed exactly of any. */
    public static final Ratio MOST = Ratio.of(100, 1);

    /** The longest period of a house, in business days. */
    public static final int LONGEST = 1_000;

    public AssessmentTerms {
        if (capPerDefault.isNegative() || capPerPeriod.isNegative() || periodBusinessDays < 1) {
            throw new IllegalArgumentException(
                    "caps " + capPerDefault + ", " + capPerPeriod + " over " + periodBusinessDays + " days");
        }
    }

    /** True when a house may have these: no cap is beyond {@link #MOST}, and the period not beyond {@link #LONGEST}. */
    public boolean isWithinBounds() {
        return capPerDefault.compareTo(MOST) <= 0 && capPerPeriod.compareTo(MOST) <= 0 && periodBusinessDays <= LONGEST;
    }
}
