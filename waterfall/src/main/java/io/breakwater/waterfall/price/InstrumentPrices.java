package io.breakwater.waterfall.price;

import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.Settlement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the service knows of one instrument: its last good mark, the newest price of each source whether it counted or
 * not, its settlements, and whether liquidations in it are halted because a price waits for a second word.
 *
 * @param settlements the newest {@link #SETTLEMENTS}, without a gap and oldest first; what is older is in the journal
 */
public record InstrumentPrices(
        Optional<Mark> lastGood,
        SortedMap<String, Price> newestBySource,
        List<Settlement> settlements,
        boolean halted) {

    /** An instrument of which nothing has been heard. */
    static final InstrumentPrices UNHEARD = new InstrumentPrices(Optional.empty(), new TreeMap<>(), List.of(), false);

    /** Settlements of one instrument that are kept for accounts that slept through them. */
    public static final int SETTLEMENTS = 1_000;

    public InstrumentPrices {
        settlements = List.copyOf(settlements);
        if (settlements.size() > SETTLEMENTS) {
            throw new IllegalArgumentException(settlements.size() + " settlements kept");
        }
        newestBySource = Collections.unmodifiableSortedMap(new TreeMap<>(newestBySource));
    }

    boolean isExpired() {
        return lastSettlement().filter(Settlement::last).isPresent();
    }

    /** The newest settlement. */
    public Optional<Settlement> lastSettlement() {
        return settlements.isEmpty() ? Optional.empty() : Optional.of(settlements.get(settlements.size() - 1));
    }

    /** The settlements with one more at the end; the oldest makes room. */
    List<Settlement> with(Settlement next) {
        List<Settlement> all = new ArrayList<>(settlements);
        all.add(next);
        return all.subList(Math.max(0, all.size() - SETTLEMENTS), all.size());
    }

    SortedMap<String, Price> withQuote(String source, Price price) {
        SortedMap<String, Price> newest = new TreeMap<>(newestBySource);
        newest.put(source, price);
        return newest;
    }
}
