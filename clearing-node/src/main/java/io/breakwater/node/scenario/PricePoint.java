package io.breakwater.node.scenario;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Price;
import java.time.LocalDateTime;

/**
 * One price of one instrument, published by every price source of the scenario. {@code fundingIndex} is what one long lot
 * has paid since the start, in minor units (received is negative), zero for instruments without funding.
 */
public record PricePoint(LocalDateTime at, InstrumentId instrument, Price price, long fundingIndex, Kind kind) {

    /** What a price does beside marking positions. */
    public enum Kind {
        /** Values positions, settles nothing. */
        MARK,
        /** Settles the instrument for its date. */
        SETTLEMENT,
        /** Settles the instrument and retires its lots. */
        FINAL_SETTLEMENT
    }

    public boolean settles() {
        return kind != Kind.MARK;
    }
}
