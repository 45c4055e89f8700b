package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Reaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is made of a word about bids, for the desk or the auction that heard it to persist and say.
 *
 * @param later it cannot be decided yet, and its asker waits
 */
public record BidStep(Optional<BidChange> change, Optional<BidReply> reply, boolean later) {

    static final BidStep NOTHING = new BidStep(Optional.empty(), Optional.empty(), false);
    static final BidStep LATER = new BidStep(Optional.empty(), Optional.empty(), true);

    static BidStep answer(BidReply reply) {
        return new BidStep(Optional.empty(), Optional.of(reply), false);
    }

    static BidStep refused(BidRejection reason) {
        return answer(new BidReply.Refused(reason));
    }

    static BidStep change(BidChange change) {
        return new BidStep(Optional.of(change), Optional.empty(), false);
    }

    static BidStep change(BidChange change, BidReply reply) {
        return new BidStep(Optional.of(change), Optional.of(reply), false);
    }

    /** The same as a reaction, the change inside an event of whoever heard the word. */
    public <M, E> Reaction<M, E> reaction(M memory, Function<BidChange, E> event) {
        return new Reaction<>(memory, change.map(event), reply.map(answer -> (Message) answer), List.of(), later);
    }
}
