package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import java.time.Duration;

/**
 * On which terms the desk of an instrument closes positions.
 *
 * @param feePerLot what a liquidated account pays for each lot closed, never below zero equity
 * @param feeTo the account of the house that receives it
 * @param window how long what no standing bid takes is offered for sealed bids
 */
public record DeskTerms(Instrument instrument, Money feePerLot, EntityId feeTo, Duration window) {

    public DeskTerms {
        if (feePerLot.isNegative() || window.isNegative()) {
            throw new IllegalArgumentException("fee " + feePerLot + ", window " + window);
        }
    }
}
