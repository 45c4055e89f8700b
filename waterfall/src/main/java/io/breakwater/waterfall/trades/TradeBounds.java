package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Price;
import java.math.BigInteger;

/**
 * How large one trade may be, so that no account can be traded into an overflow: with x = max(|ticks|, 1,024) ticks,
 * lots x (x x tickValue + |funding index|) is at most 2^40 minor units (some 11 billion in a currency of two decimals).
 *
 * <p>Cost and entry value of a trade are below that in size. So the sums of 2^20 trades, all of the largest size, on one
 * side, in one account and one currency, are below 2^60; what was settled of them is a difference of two such sums. The
 * lots of these trades, valued at a mark of k times the largest x among them, are worth at most k x 2^60: 64 bits hold
 * value less cost for k = 4, for k = 2,000 after a thousand such trades that were never closed. The floor of 1,024 ticks
 * is there for trades at or near a price of zero, whose lots would otherwise have no bound. Beyond all this arithmetic is
 * still exact: a sum that leaves 64 bits is a fault, never a wrong figure.
 */
public final class TradeBounds {

    /** The most that one trade may be worth, in minor units. */
    public static final long LARGEST = 1L << 40;

    /** Ticks that a price counts as at least. */
    public static final long LEAST_TICKS = 1_024;

    private static final BigInteger BOUND = BigInteger.valueOf(LARGEST);

    private TradeBounds() {}

    /** True when so many lots are within the bound at some price. */
    static boolean allows(TradeTerms terms, long lots) {
        return allows(terms, lots, Price.ofTicks(0));
    }

    /** True when so many lots are within the bound at this price. */
    static boolean allows(TradeTerms terms, long lots, Price price) {
        Instrument instrument = terms.instrument();
        BigInteger ticks = BigInteger.valueOf(price.ticks()).abs().max(BigInteger.valueOf(LEAST_TICKS));
        BigInteger perLot = ticks.multiply(BigInteger.valueOf(instrument.tickValue()))
                .add(BigInteger.valueOf(terms.fundingIndex()).abs());
        return perLot.multiply(BigInteger.valueOf(lots)).compareTo(BOUND) <= 0;
    }
}
