package io.breakwater.waterfall.house;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * On which terms the house deals with defaults. An episode keeps those it was declared under.
 *
 * @param payableDeadline how long a member may owe an assessment or its client's deficit
 * @param auctionWindow how long a default auction takes bids
 * @param auctionReserve by instrument, how many ticks a bid may be worse than the mark; without a row any price counts
 * @param holidays days that are no business days, beside Saturdays and Sundays
 */
public record HouseTerms(
        Currency currency,
        Rulebook rulebook,
        Duration payableDeadline,
        Duration auctionWindow,
        SortedMap<InstrumentId, Long> auctionReserve,
        SortedSet<LocalDate> holidays) {

    public HouseTerms {
        auctionReserve = Collections.unmodifiableSortedMap(new TreeMap<>(auctionReserve));
        holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
        if (payableDeadline.isNegative() || payableDeadline.isZero() || auctionWindow.isNegative()) {
            throw new IllegalArgumentException("deadline " + payableDeadline + ", window " + auctionWindow);
        }
    }
}
