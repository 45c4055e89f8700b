package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;

/** What a statement stream answers. */
public sealed interface BankReply extends Message {

    /**
     * The lines are recorded.
     *
     * @param lastLine the last line of the stream
     * @param number the stream's event that holds the last of the lines asked for, or a later one
     */
    record Recorded(long lastLine, long number, boolean replayed) implements BankReply {}

    /** Nothing of the request was taken. */
    record Refused(Reason reason, long nextLine) implements BankReply {}

    /** Everything this stream recorded for the account before the flush has a number up to {@code lastOwed}. */
    record Flushed(EntityId bank, EntityId account, String call, long lastOwed) implements BankReply {}

    /** Why lines are refused. */
    enum Reason {
        /** A line with that number is recorded with other content. */
        LINE_REUSED,
        /** The first line is not the next one. */
        LINE_OUT_OF_ORDER,
        /** A line is so old that the stream no longer knows its content. */
        LINE_TOO_OLD,
        /** Too many accounts have not acknowledged yet. */
        TOO_MANY_LAGGING,
        /** Too many payouts have not confirmed yet what the statement says of them. */
        TOO_MANY_PAYOUTS_OWED
    }
}
