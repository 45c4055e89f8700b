package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.process.Message;
import java.util.List;
import java.util.Optional;

/** What a trade stream answers. */
public sealed interface TradesReply extends Message {

    /**
     * The batch is registered.
     *
     * @param number the stream's event that holds it
     * @param outcomes one for each trade, in the order of the batch
     */
    record Registered(long sequence, long number, List<Outcome> outcomes, boolean replayed) implements TradesReply {
        public Registered {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** What became of one trade: novated unless it was refused. */
    record Outcome(String trade, Optional<TradeRejection> refused) {}

    /** Nothing of the batch was taken, and the stream has not advanced. */
    record Refused(Reason reason, long nextSequence) implements TradesReply {}

    /** Why a whole batch is refused; the one declared first is reported. */
    enum Reason {
        /** The sequence is beyond the next one. */
        SEQUENCE_OUT_OF_ORDER,
        /** The sequence is so old that the stream no longer knows its trades. */
        SEQUENCE_TOO_OLD,
        /** A batch with that sequence is registered with other trades. */
        SEQUENCE_REUSED,
        /** Too many accounts have not acknowledged yet: the same batch may be submitted again later. */
        TOO_MANY_LAGGING
    }
}
