package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.money.Claim;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.process.EntityId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Places one amount, that comes from several payers, over the inventories that lack something: each gets its share of the
 * whole by what it lacks, and the payers fill these shares one after the other.
 */
final class Placing {

    private final SortedMap<EntityId, Money> open;

    /**
     * @param amount at most the sum of what is lacking
     * @param lacks by account in default
     */
    Placing(Money amount, Map<EntityId, Money> lacks) {
        List<Claim<EntityId>> claims = lacks.entrySet().stream()
                .map(row -> new Claim<>(row.getKey(), row.getValue().minorUnits(), Optional.of(row.getValue())))
                .toList();
        this.open = new TreeMap<>(ProRata.split(amount, claims).parts());
    }

    /** Where the next payer's money goes. */
    Map<EntityId, Money> take(Money paid) {
        Map<EntityId, Money> parts = new TreeMap<>();
        Money left = paid;
        for (Map.Entry<EntityId, Money> row : open.entrySet()) {
            Money part = left.min(row.getValue());
            if (part.isPositive()) {
                parts.put(row.getKey(), part);
                row.setValue(row.getValue().minus(part));
                left = left.minus(part);
            }
        }
        if (!left.isZero()) {
            throw new IllegalStateException(left + " of " + paid + " finds no place");
        }
        return parts;
    }
}
