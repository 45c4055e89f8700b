package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.util.List;

/** What a statement stream may be told. */
public sealed interface BankInput extends Message {

    /** The next lines of the statement, or lines that are recorded already. */
    record RecordLines(long firstLine, List<StatementLine> lines) implements BankInput {

        /** The most lines of one request. */
        public static final int LINES = 500;

        public RecordLines {
            lines = List.copyOf(lines);
            if (firstLine < 1 || lines.isEmpty() || lines.size() > LINES) {
                throw new IllegalArgumentException(lines.size() + " lines from " + firstLine);
            }
        }
    }

    /**
     * An account whose call is past its deadline asks what this stream still owes it. The stream persists the question
     * before it answers, so that every deposit recorded before it is in time and none after it is.
     */
    record Flush(EntityId account, String call) implements BankInput {}

    /** Payouts have persisted what they were told of a line. */
    record PayoutSettled(PayoutMessage.Settled word) implements BankInput {}

    /** An account's mark. */
    record Acknowledged(PostingsAcknowledged word) implements BankInput {}

    /** An account knows a number as another entry. */
    record Contradicted(PostingsContradicted word) implements BankInput {}

    /** Time passes. */
    record Tick() implements BankInput {}
}
