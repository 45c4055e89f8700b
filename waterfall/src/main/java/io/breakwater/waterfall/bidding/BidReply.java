package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.util.List;

/** What a taker of bids answers. A bid is named by the number of the event that registered it. */
public sealed interface BidReply extends Message {

    /** Registered; its account is asked for a hold. */
    record Pending(long bid) implements BidReply {}

    /** The hold is granted and the bid stands. For ever true as of event {@code number}. */
    record Accepted(long bid, long number) implements BidReply {}

    /** The bid does not stand and never will. */
    record Declined(long bid, BidRejection reason, String detail) implements BidReply {}

    /** What was left of the bid is taken back. */
    record Withdrawn(long bid, long number) implements BidReply {}

    /** Nothing was done. */
    record Refused(BidRejection reason) implements BidReply {}

    /** The bids that stand or wait for their hold, in the order of their numbers. */
    record Bids(long number, List<Standing> bids) implements BidReply {
        public Bids {
            bids = List.copyOf(bids);
        }
    }

    /**
     * One bid.
     *
     * @param lots what is left of it
     * @param held false while its hold is being asked for
     */
    record Standing(long bid, EntityId account, String member, Lots lots, Price price, boolean held) {}

    /** What became of a request. */
    record Status(Outcome outcome, long number) implements BidReply {

        /** What became of a request. */
        public enum Outcome {
            /** It took effect, once. */
            COMMITTED,
            /** It is registered and not decided. */
            PENDING,
            /** It was declined, without effect. */
            DECLINED,
            /** It had not arrived and is refused should it still arrive. */
            VOIDED,
            /** It is older than what is remembered. */
            FORGOTTEN
        }
    }
}
