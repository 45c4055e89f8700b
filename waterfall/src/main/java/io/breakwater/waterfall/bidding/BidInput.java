package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.RequestId;
import java.util.Optional;

/** What the API says to whoever takes bids: a desk (standing bids) or an auction (sealed bids). */
public sealed interface BidInput extends Message {

    /**
     * Places a bid: the room for its lots is asked for as a hold. Answered {@link BidReply.Pending} at once, again and for
     * ever; {@link AwaitBid} says what came of it.
     *
     * @param asMember the member to whom the account must belong, when a member asks
     * @param owner the member to whom it belongs, as the edge looked it up; absent when there is no such account
     * @param lots as the bidder receives them: to buy positive, to sell negative
     */
    record RequestBid(
            Optional<String> asMember,
            Optional<String> owner,
            RequestId request,
            EntityId account,
            Lots lots,
            Price price)
            implements BidInput {}

    /** Waits until the account has decided on a bid of the asking principal. */
    record AwaitBid(RequestId request) implements BidInput {}

    /** Takes a bid back, as far as it is not filled. */
    record WithdrawBid(Optional<String> asMember, RequestId request, long bid) implements BidInput {}

    /** The bids of a member, or of everybody when no member asks; of a sealed auction only one's own before the close. */
    record ListBids(Optional<String> asMember) implements BidInput {}

    /** What became of a request of the asking principal; one that has not arrived is voided. */
    record ReadStatus(RequestId request) implements BidInput {}
}
