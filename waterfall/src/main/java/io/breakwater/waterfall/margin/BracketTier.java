package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;

/** The rates that count for the part of a position's notional above {@code above}, up to the next tier. */
public record BracketTier(Money above, Ratio maintenanceRate, Ratio initialRate) {

    public BracketTier {
        if (above.isNegative() || maintenanceRate.isNegative() || initialRate.compareTo(maintenanceRate) < 0) {
            throw new IllegalArgumentException(
                    "not a tier: above " + above + ", " + maintenanceRate + ", " + initialRate);
        }
    }
}
