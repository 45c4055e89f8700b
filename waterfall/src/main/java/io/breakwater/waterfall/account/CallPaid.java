package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.CallStage;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.money.Money;

/**
 * What postings paid on the open call.
 *
 * @param call the call after it, met or not
 * @param inCash what counted of the money received
 * @param inCollateral what counted of the assets received, at their value after the haircut
 */
public record CallPaid(MarginCall call, Money inCash, Money inCollateral) {

    /** True when nothing is owed on the call any more. */
    public boolean met() {
        return call.stage() == CallStage.MET;
    }
}
