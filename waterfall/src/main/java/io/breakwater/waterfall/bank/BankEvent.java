package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import java.util.List;

/** What a statement stream persists. */
public sealed interface BankEvent extends SourceEvent {

    /** The statement after this event, whose own obligations are kept beside it. */
    Statement applyTo(Statement statement, long number);

    /** Lines of the statement, each as a balanced entry. */
    record LinesRecorded(
            long firstLine, List<StatementLine> lines, List<Entry> entries, List<Acknowledgement> acknowledged)
            implements BankEvent {
        public LinesRecorded {
            lines = List.copyOf(lines);
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Statement applyTo(Statement statement, long number) {
            return statement.recorded(firstLine, lines, number);
        }
    }

    /** An account was told what had been recorded for it up to here. */
    record Flushed(EntityId account, String call, long lastOwed, List<Acknowledgement> acknowledged)
            implements BankEvent {
        public Flushed {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Statement applyTo(Statement statement, long number) {
            return statement;
        }
    }

    /** Acknowledgements that found no other event to ride in. */
    record AcknowledgementsNoted(List<Acknowledgement> acknowledged) implements BankEvent {
        public AcknowledgementsNoted {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Statement applyTo(Statement statement, long number) {
            return statement;
        }
    }
}
