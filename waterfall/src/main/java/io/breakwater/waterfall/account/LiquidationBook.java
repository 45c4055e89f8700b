package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.market.InstrumentId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an account remembers of its liquidations. At most one order of it is open at a time.
 *
 * @param ended how many liquidations have ended, cured or not
 * @param open the order that a desk works on
 * @param unfilled whether the last order of the liquidation under way left lots unfilled
 * @param fruitless instruments for which nothing was found since anything was last filled; empty again once all have been
 *     tried
 * @param last the call whose liquidation ended last
 */
public record LiquidationBook(
        long ended,
        Optional<Order> open,
        boolean unfilled,
        SortedSet<InstrumentId> fruitless,
        Optional<MarginCall> last) {

    public static final LiquidationBook NEW =
            new LiquidationBook(0, Optional.empty(), false, Collections.emptySortedSet(), Optional.empty());

    public LiquidationBook {
        fruitless = Collections.unmodifiableSortedSet(new TreeSet<>(fruitless));
    }

    /** The number of the liquidation under way, or of the next one. */
    long number() {
        return ended + 1;
    }

    LiquidationBook given(Order order) {
        return new LiquidationBook(ended, Optional.of(order), unfilled, fruitless, last);
    }

    LiquidationBook closed(boolean leftUnfilled, SortedSet<InstrumentId> triedInVain) {
        return new LiquidationBook(ended, Optional.empty(), leftUnfilled, triedInVain, last);
    }

    LiquidationBook lapsed() {
        return new LiquidationBook(ended, Optional.empty(), unfilled, fruitless, last);
    }

    /** After the end of the liquidation of this number, however it ended. */
    LiquidationBook ended(long liquidation, Optional<MarginCall> call) {
        return new LiquidationBook(
                Math.max(ended, liquidation), Optional.empty(), false, Collections.emptySortedSet(), call);
    }
}
