package io.breakwater.waterfall.market;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All good prices at one instant, numbered 1, 2, ... by the price service; every margin run, call and loss names the
 * number it was computed at. {@code settlements} holds the settlements that this snapshot brings, for instruments of
 * which it also holds the mark.
 */
public record PriceSnapshot(
        long number,
        BusinessTime at,
        SortedMap<InstrumentId, Mark> marks,
        SortedMap<InstrumentId, Settlement> settlements) {

    public PriceSnapshot {
        marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
        settlements = Collections.unmodifiableSortedMap(new TreeMap<>(settlements));
        if (number < 1) {
            throw new IllegalArgumentException("snapshots are numbered from 1: " + number);
        }
        if (!marks.keySet().containsAll(settlements.keySet())) {
            throw new IllegalArgumentException("settled without a mark: " + settlements.keySet());
        }
    }

    /** The mark of an instrument; absent while it never had a good price. */
    public Optional<Mark> mark(InstrumentId instrument) {
        return Optional.ofNullable(marks.get(instrument));
    }

    /** The settlement this snapshot brings to an instrument. */
    public Optional<Settlement> settlement(InstrumentId instrument) {
        return Optional.ofNullable(settlements.get(instrument));
    }
}
