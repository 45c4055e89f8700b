package io.breakwater.waterfall.market;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.money.Rounding;

/**
 * One price at which positions are valued, with the cumulative funding of its instrument: what one long lot has paid
 * since the instrument exists, in minor units (what it received is negative). A lot is worth ticks x tickValue -
 * fundingIndex, for booking and for valuing alike.
 */
public record Mark(Price price, long fundingIndex) {

    /**
     * The same price after a funding payment: longs pay shorts {@code rate} x price x tickValue per lot, down to the
     * minor unit (a negative rate or price turns the direction).
     */
    public Mark funded(Instrument instrument, Ratio rate) {
        Money perLot = rate.of(instrument.perLot(price), Rounding.FUNDING);
        return new Mark(price, Math.addExact(fundingIndex, perLot.minorUnits()));
    }

    /** A mark of an instrument without funding. */
    public static Mark of(Price price) {
        return new Mark(price, 0);
    }
}
