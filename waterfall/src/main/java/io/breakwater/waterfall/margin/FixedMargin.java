package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.money.Rounding;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Money per lot by business date, as futures houses publish it: a rate counts from the settlement of its date until the
 * next one, for open positions as well. Requirement = |lots| x rate, whatever the price.
 */
public record FixedMargin(SortedMap<LocalDate, MarginLevels> perLotFrom) implements MarginModel {

    public FixedMargin {
        if (perLotFrom.isEmpty()) {
            throw new IllegalArgumentException("a fixed margin without a rate");
        }
        perLotFrom = Collections.unmodifiableSortedMap(new TreeMap<>(perLotFrom));
    }

    /** One lot's levels from its maintenance margin and the ratio of initial to maintenance (110 %), rounded up. */
    public static MarginLevels perLot(Money maintenance, Ratio initialOverMaintenance) {
        return new MarginLevels(maintenance, initialOverMaintenance.of(maintenance, Rounding.REQUIREMENT));
    }

    /** The rate in force; before the first date, the first rate. */
    public Map.Entry<LocalDate, MarginLevels> inForce(LocalDate businessDate) {
        TreeMap<LocalDate, MarginLevels> rates = new TreeMap<>(perLotFrom);
        Map.Entry<LocalDate, MarginLevels> begun = rates.floorEntry(businessDate);
        return begun == null ? rates.firstEntry() : begun;
    }

    @Override
    public RequirementPart requirement(Instrument instrument, Lots lots, Mark mark, LocalDate businessDate) {
        Map.Entry<LocalDate, MarginLevels> rate = inForce(businessDate);
        MarginLevels required = rate.getValue().times(lots.size());
        return new RequirementPart(
                instrument.id(), lots, mark, required, new MarginBasis.PerLot(rate.getKey(), rate.getValue()));
    }
}
