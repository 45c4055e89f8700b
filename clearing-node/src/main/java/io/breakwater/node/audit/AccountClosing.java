package io.breakwater.node.audit;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an account has after its last event, as its events state it. */
record AccountClosing(
        EntityId account,
        SortedMap<Currency, Money> cash,
        SortedMap<AssetId, Long> units,
        SortedMap<InstrumentId, Book> books) {

    AccountClosing {
        cash = Collections.unmodifiableSortedMap(new TreeMap<>(cash));
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        books = Collections.unmodifiableSortedMap(new TreeMap<>(books));
    }

    /**
     * One instrument. Lots that a final settlement retired are counted beside those that live, at what they were worth
     * then: accounts retire at different moments, and only together do their lots sum to zero.
     *
     * @param lots living and retired
     * @param cost of the living, and the worth of the retired
     * @param living lots that can still be sold or settled
     */
    record Book(long lots, Money cost, long living) {}
}
