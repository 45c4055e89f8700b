package io.breakwater.waterfall.price;

import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.Message;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the price service may be told. */
public sealed interface PriceInput extends Message {

    /**
     * A source's next publication. Its sequence is the request's identity: the same sequence with the same content is
     * answered again and changes nothing.
     *
     * @param instruments the terms of every instrument quoted
     */
    record Publish(
            String source,
            long sequence,
            BusinessTime at,
            SortedMap<InstrumentId, Quote> quotes,
            SortedMap<InstrumentId, Instrument> instruments)
            implements PriceInput {
        public Publish {
            quotes = Collections.unmodifiableSortedMap(new TreeMap<>(quotes));
            instruments = Collections.unmodifiableSortedMap(new TreeMap<>(instruments));
            if (!instruments.keySet().containsAll(quotes.keySet())) {
                throw new IllegalArgumentException("quoted without terms: " + quotes.keySet());
            }
        }
    }

    /** Asks for the newest snapshot and the one before it. */
    record ReadNewest() implements PriceInput {}

    /** Asks for the settlements of an instrument from this number on. */
    record ReadSettlements(InstrumentId instrument, long from) implements PriceInput {}

    /** Asks for the last settlement of every instrument. */
    record ReadLastSettlements() implements PriceInput {}

    /** Asks what is known of these instruments; those of which nothing has been heard are left out of the answer. */
    record ReadInstruments(SortedSet<InstrumentId> instruments) implements PriceInput {
        public ReadInstruments {
            instruments = Collections.unmodifiableSortedSet(new TreeSet<>(instruments));
        }
    }

    /** Time passes. */
    record Tick() implements PriceInput {}
}
