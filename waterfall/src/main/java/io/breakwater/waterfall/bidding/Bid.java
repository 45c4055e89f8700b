package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.RequestId;

/**
 * One bid of an account. It stands once the account has set room aside for its lots; it ends when it is filled, wholly or
 * in part, withdrawn, declined or stopped.
 *
 * @param number the number of the event that registered it, which is also that of its hold
 * @param principal who asked, under this request
 * @param lots as the bidder receives them: to buy positive, to sell negative
 * @param held false while its hold is being asked for
 */
public record Bid(
        long number,
        String principal,
        RequestId request,
        EntityId account,
        String member,
        Lots lots,
        Price price,
        boolean held) {

    Bid standing() {
        return new Bid(number, principal, request, account, member, lots, price, true);
    }
}
