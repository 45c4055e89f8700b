package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.EntityId;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is offered in one auction: the lots of one instrument, netted across the inventories at the mark before.
 *
 * @param lots by inventory, all of one side
 * @param reserve the worst price at which a bid counts
 */
public record Portfolio(
        Instrument instrument, SortedMap<EntityId, Lots> lots, Mark mark, Optional<Price> reserve, Instant closes) {
    public Portfolio {
        lots = Collections.unmodifiableSortedMap(new TreeMap<>(lots));
    }

    /** All its lots, of one side. */
    long size() {
        return lots.values().stream().mapToLong(Lots::count).reduce(0L, Math::addExact);
    }
}
