package io.breakwater.waterfall.housetime;

import io.breakwater.waterfall.process.Message;
import java.time.Instant;

/** What nodes say to each other about their clocks, once a second. */
public sealed interface ClockMessage extends Message {

    /**
     * Asks a peer for its wall clock.
     *
     * @param incarnation the start of the asking node, so that an answer to its predecessor is not taken for its own
     * @param round the number of the question within that incarnation
     */
    record Ping(long incarnation, long round) implements ClockMessage {

        /** The peer's answer, with its wall clock read between the arrival of the question and the answer. */
        public Pong answer(Instant wall) {
            return new Pong(incarnation, round, wall);
        }
    }

    /** The answer to one ping. */
    record Pong(long incarnation, long round, Instant wall) implements ClockMessage {}
}
