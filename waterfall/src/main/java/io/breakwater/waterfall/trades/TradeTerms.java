package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.market.Instrument;

/**
 * What the house knew of an instrument when a batch came in. That it is listed, what a tick of it is worth and that it is
 * finally settled never change once they are so.
 *
 * @param fundingIndex the cumulative funding of the newest snapshot, 0 for an instrument without: the price paid in the
 *     trade is for what comes after it
 * @param settledFinally true when the final settlement is known
 */
public record TradeTerms(Instrument instrument, long fundingIndex, boolean settledFinally) {

    /** An instrument without funding that trades. */
    public static TradeTerms of(Instrument instrument) {
        return new TradeTerms(instrument, 0, false);
    }
}
