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

    public AssessmentTerms {
        if (capPerDefault.isNegative() || capPerPeriod.isNegative() || periodBusinessDays < 1) {
            throw new IllegalArgumentException(
                    "caps " + capPerDefault + ", " + capPerPeriod + " over " + periodBusinessDays + " days");
        }
    }
}
