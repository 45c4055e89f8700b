package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import java.math.BigInteger;

/**
 * How large one bid may be, so that no fill can overflow: lots x max(|ticks|, 1,024) x tickValue is at most 2^40 minor
 * units, which is what one trade may be worth.
 */
public final class BidBounds {

    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(40);
    private static final BigInteger LEAST_TICKS = BigInteger.valueOf(1_024);

    private BidBounds() {}

    /** True when there are lots, and they are within the bound at this price. */
    public static boolean allow(Instrument instrument, Lots lots, Price price) {
        BigInteger ticks = BigInteger.valueOf(price.ticks()).abs().max(LEAST_TICKS);
        BigInteger worth = BigInteger.valueOf(lots.count())
                .abs()
                .multiply(ticks)
                .multiply(BigInteger.valueOf(instrument.tickValue()));
        return !lots.isFlat() && worth.compareTo(LARGEST) <= 0;
    }
}
