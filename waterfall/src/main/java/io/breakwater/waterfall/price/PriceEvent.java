package io.breakwater.waterfall.price;

import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand.Verdict;
import io.breakwater.waterfall.market.Settlement;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the price service persists. */
public sealed interface PriceEvent {

    /** The book after this event. */
    PriceBook applyTo(PriceBook book);

    /**
     * A publication was judged.
     *
     * @param snapshot the newest snapshot's number after it: one more than before when a mark or a settlement counted
     * @param marks the marks that count from now on
     * @param settlements the settlements that this publication brought about
     */
    record Judged(
            String source,
            long sequence,
            BusinessTime at,
            SortedMap<InstrumentId, Quote> quotes,
            SortedMap<InstrumentId, Verdict> verdicts,
            long snapshot,
            SortedMap<InstrumentId, Mark> marks,
            SortedMap<InstrumentId, Settlement> settlements)
            implements PriceEvent {
        public Judged {
            quotes = Collections.unmodifiableSortedMap(new TreeMap<>(quotes));
            verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
            marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
            settlements = Collections.unmodifiableSortedMap(new TreeMap<>(settlements));
        }

        @Override
        public PriceBook applyTo(PriceBook book) {
            return book.judged(this);
        }
    }
}
