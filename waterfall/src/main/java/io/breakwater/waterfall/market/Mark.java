package io.breakwater.waterfall.market;

/**
 * One price at which positions are valued, with the cumulative funding of its instrument: what one long lot has paid
 * since the instrument exists, in minor units (what it received is negative). A lot is worth ticks x tickValue -
 * fundingIndex, for booking and for valuing alike.
 */
public record Mark(Price price, long fundingIndex) {

    /** A mark of an instrument without funding. */
    public static Mark of(Price price) {
        return new Mark(price, 0);
    }
}
