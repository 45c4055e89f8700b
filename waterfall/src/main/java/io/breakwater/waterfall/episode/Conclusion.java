package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How everything was placed.
 *
 * @param uncovered what no layer bore
 * @param surplus by account in default, what its inventory gave back
 * @param estateHold the event that asked the member's house account for what is left on it; 0 where there is none
 * @param estate what went to the member's estate, once that is known
 */
public record Conclusion(Money uncovered, SortedMap<EntityId, Money> surplus, long estateHold, Optional<Money> estate) {
    public Conclusion {
        surplus = Collections.unmodifiableSortedMap(new TreeMap<>(surplus));
    }
}
