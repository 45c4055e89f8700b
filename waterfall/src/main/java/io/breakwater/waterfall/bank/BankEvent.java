package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import java.util.List;

/** What a statement stream persists. */
public sealed interface BankEvent extends SourceEvent {

    /** The stream after this event, whose channels are moved on beside it. */
    Bank applyTo(Bank bank, long number);

    /** Lines of the statement: those that move anything as balanced entries, in their order. */
    record LinesRecorded(
            long firstLine, List<StatementLine> lines, List<Entry> entries, List<Acknowledgement> acknowledged)
            implements BankEvent {
        public LinesRecorded {
            lines = List.copyOf(lines);
            entries = List.copyOf(entries);
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Bank applyTo(Bank bank, long number) {
            return bank.recorded(firstLine, lines, number);
        }
    }

    /** An account was told what had been recorded for it up to here. */
    record Flushed(EntityId account, String call, long lastOwed, List<Acknowledgement> acknowledged)
            implements BankEvent {
        public Flushed {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Bank applyTo(Bank bank, long number) {
            return bank;
        }
    }

    /** Payouts have persisted what they were told of a line, and what they made of it. */
    record PayoutTold(PayoutMessage.Settled word, List<Acknowledgement> acknowledged) implements BankEvent {
        public PayoutTold {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Bank applyTo(Bank bank, long number) {
            return bank.told(word);
        }
    }

    /** Acknowledgements that found no other event to ride in. */
    record AcknowledgementsNoted(List<Acknowledgement> acknowledged) implements BankEvent {
        public AcknowledgementsNoted {
            acknowledged = List.copyOf(acknowledged);
        }

        @Override
        public Bank applyTo(Bank bank, long number) {
            return bank;
        }
    }
}
