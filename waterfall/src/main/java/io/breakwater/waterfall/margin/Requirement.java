package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an account must have at one snapshot: the sum of its parts, one per instrument, without offsets between them.
 * Holds are not part of it; they are reserved beside it, see {@link AccountFigures}.
 */
public record Requirement(SortedMap<InstrumentId, RequirementPart> parts, MarginLevels total) {

    public Requirement {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        MarginLevels sum = MarginLevels.none(total.maintenance().currency());
        for (RequirementPart part : parts.values()) {
            sum = sum.plus(part.required());
        }
        if (!sum.equals(total)) {
            throw new IllegalArgumentException("parts of the requirement sum to " + sum + ", not " + total);
        }
    }

    public static Requirement of(Currency currency, Iterable<RequirementPart> parts) {
        SortedMap<InstrumentId, RequirementPart> byInstrument = new TreeMap<>();
        MarginLevels total = MarginLevels.none(currency);
        for (RequirementPart part : parts) {
            if (byInstrument.put(part.instrument(), part) != null) {
                throw new IllegalArgumentException("two parts for " + part.instrument());
            }
            total = total.plus(part.required());
        }
        return new Requirement(byInstrument, total);
    }

    /** The requirement at a level between maintenance and initial. */
    public Money at(MarginLevel level) {
        return level.of(total);
    }
}
