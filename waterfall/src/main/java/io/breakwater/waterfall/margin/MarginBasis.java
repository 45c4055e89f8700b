package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import java.time.LocalDate;

/** Why a part of a requirement is what it is: the inputs of the model that computed it. */
public sealed interface MarginBasis {

    /** A published rate per lot and the date from which it counts. */
    record PerLot(LocalDate from, MarginLevels perLot) implements MarginBasis {}

    /** The size of the position and the rates of the tier it reaches; smaller tiers fill at their own rates. */
    record Bracket(Money notional, int tier, Ratio maintenanceRate, Ratio initialRate) implements MarginBasis {}
}
