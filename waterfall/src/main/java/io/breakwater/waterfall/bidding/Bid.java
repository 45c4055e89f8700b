package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One bid of an account. It stands once the account has set room aside for its lots; it ends when it is filled, wholly or
 * in part, withdrawn, declined or stopped.
 *
 * @param number the number of the event that registered it, which is also that of its hold
 * @param principal who asked, under this request
 * @param lots as the bidder receives them: to buy positive, to sell negative
 * @param since house time when it was registered, absent when the node had none
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
        Optional<Instant> since,
        boolean held) {

    /** An account that has not answered for a bid so long after it was registered is awaited no longer. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    Bid standing() {
        return new Bid(number, principal, request, account, member, lots, price, since, true);
    }

    /** Until when its account is awaited. */
    Instant answerBy() {
        return since.map(at -> at.plus(GRACE)).orElse(Instant.MIN);
    }
}
