package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.Message;

/** What the desk of an instrument may be told. */
public sealed interface DeskInput extends Message {

    /** Sets or changes the terms; the instrument stays the same. Saying the same again changes nothing. */
    record SetTerms(DeskTerms terms) implements DeskInput {}

    /** What the API says about bids. */
    record Bidding(BidInput input) implements DeskInput {}

    /** An account asks what its lots would fetch. */
    record Quote(DeskMessage.AskQuote word) implements DeskInput {}

    /** An account's order. */
    record Place(DeskMessage.PlaceOrder word) implements DeskInput {}

    /** An account speaks about a hold. */
    record HoldHeard(HoldMessage word) implements DeskInput {}

    /** An account's mark. */
    record Acknowledged(PostingsAcknowledged word) implements DeskInput {}

    /** An account knows a number as another entry. */
    record Contradicted(PostingsContradicted word) implements DeskInput {}

    /** Refuse a subject from now on. */
    record PlaceStop(StopMessage.PlaceStop stop) implements DeskInput {}

    /** Accept a subject again. */
    record LiftStop(StopMessage.LiftStop stop) implements DeskInput {}

    /** The desk as it is. */
    record ReadDesk() implements DeskInput {}

    /** Time passes. */
    record Tick() implements DeskInput {}
}
