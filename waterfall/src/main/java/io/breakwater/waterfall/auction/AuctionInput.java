package io.breakwater.waterfall.auction;

import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.process.Message;

/** What an auction may be told. */
public sealed interface AuctionInput extends Message {

    /** The episode opens it, or asks how far it is. */
    record Open(AuctionMessage.OpenAuction word) implements AuctionInput {}

    /** What the API says about bids. */
    record Bidding(BidInput input) implements AuctionInput {}

    /** An account speaks about a hold. */
    record HoldHeard(HoldMessage word) implements AuctionInput {}

    /** An account's mark. */
    record Acknowledged(PostingsAcknowledged word) implements AuctionInput {}

    /** An account knows a number as another entry. */
    record Contradicted(PostingsContradicted word) implements AuctionInput {}

    /** The auction as everybody may see it. */
    record ReadAuction() implements AuctionInput {}

    /** Time passes. */
    record Tick() implements AuctionInput {}
}
