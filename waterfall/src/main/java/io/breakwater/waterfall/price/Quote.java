package io.breakwater.waterfall.price;

import io.breakwater.waterfall.market.Mark;

/**
 * What a source says of one instrument.
 *
 * @param kind what the price is meant for; a settlement counts only once its price does
 */
public record Quote(Mark mark, Kind kind) {

    /** What a price is meant for. */
    public enum Kind {
        /** To value positions. */
        MARK,
        /** To settle the business date of the publication. */
        SETTLEMENT,
        /** To settle for the last time: lots retire. */
        FINAL_SETTLEMENT
    }
}
