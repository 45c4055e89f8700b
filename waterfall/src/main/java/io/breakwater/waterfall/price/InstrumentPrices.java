package io.breakwater.waterfall.price;

import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.Settlement;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the service knows of one instrument: its last good mark, the newest price of each source whether it counted or
 * not, its last settlement, and whether liquidations in it are halted because a price waits for a second word.
 */
public record InstrumentPrices(
        Optional<Mark> lastGood,
        SortedMap<String, Price> newestBySource,
        Optional<Settlement> lastSettlement,
        boolean halted) {

    /** An instrument of which nothing has been heard. */
    static final InstrumentPrices UNHEARD =
            new InstrumentPrices(Optional.empty(), new TreeMap<>(), Optional.empty(), false);

    public InstrumentPrices {
        newestBySource = Collections.unmodifiableSortedMap(new TreeMap<>(newestBySource));
    }

    /** True once it has had its final settlement: it trades no more. */
    public boolean isExpired() {
        return lastSettlement.filter(Settlement::last).isPresent();
    }

    SortedMap<String, Price> withQuote(String source, Price price) {
        SortedMap<String, Price> newest = new TreeMap<>(newestBySource);
        newest.put(source, price);
        return newest;
    }
}
