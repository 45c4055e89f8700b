package io.breakwater.waterfall.risk;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.market.Settlement;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One price snapshot, and the last settlement of every instrument as of it. */
public record Market(PriceSnapshot snapshot, SortedMap<InstrumentId, Settlement> last) {

    public Market {
        last = Collections.unmodifiableSortedMap(new TreeMap<>(last));
    }

    public long number() {
        return snapshot.number();
    }

    public Optional<Settlement> last(InstrumentId instrument) {
        return Optional.ofNullable(last.get(instrument));
    }

    public boolean settles(InstrumentId instrument) {
        return snapshot.settlements().containsKey(instrument);
    }

    /** The market of the snapshot that comes directly after this one. */
    public Market then(PriceSnapshot next) {
        if (next.number() != number() + 1) {
            throw new IllegalArgumentException("snapshot " + next.number() + " does not follow " + number());
        }
        SortedMap<InstrumentId, Settlement> after = new TreeMap<>(last);
        after.putAll(next.settlements());
        return new Market(next, after);
    }
}
