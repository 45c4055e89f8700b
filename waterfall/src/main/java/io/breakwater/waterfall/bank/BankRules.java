package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.bank.BankReply.Reason;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.OutboxRound;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records the lines of one statement, in order and once each. A line is a fact: it is booked whoever it is for, and
 * never needs house time. Its acknowledgement is durable before it is given.
 */
public final class BankRules implements Machine<Bank, OutboxMemory, BankInput, BankEvent> {

    @Override
    public Bank initial(EntityId self) {
        return Bank.empty(self);
    }

    @Override
    public OutboxMemory wake(Bank bank) {
        return OutboxMemory.awake(bank.outbox());
    }

    @Override
    public Reaction<OutboxMemory, BankEvent> react(Bank bank, OutboxMemory memory, Envelope<BankInput> input, Now now) {
        if (input.body() instanceof BankInput.RecordLines record) {
            return record(bank, memory, record);
        }
        if (input.body() instanceof BankInput.Flush flush) {
            long lastOwed = bank.outbox()
                    .owed()
                    .find(flush.account())
                    .map(Outbox.Owed::last)
                    .orElse(0L);
            return Reaction.record(
                    memory,
                    new BankEvent.Flushed(flush.account(), flush.call(), lastOwed, memory.toPersist()),
                    new BankReply.Flushed(bank.self(), flush.account(), flush.call(), lastOwed));
        }
        if (input.body() instanceof BankInput.Acknowledged acknowledged) {
            return noted(memory.acknowledged(bank.outbox(), acknowledged.word(), now.uptime()), now);
        }
        if (input.body() instanceof BankInput.Contradicted contradicted) {
            return Reaction.none(memory.contradicted(contradicted.word()));
        }
        return noted(memory, now);
    }

    @Override
    public Bank apply(Bank bank, Numbered<BankEvent> event) {
        return new Bank(
                bank.self(),
                event.number(),
                event.event().applyTo(bank.statement(), event.number()),
                bank.outbox().after(event));
    }

    @Override
    public OutboxMemory persisted(OutboxMemory memory, Numbered<BankEvent> event) {
        return memory.persisted(event);
    }

    @Override
    public Tending<OutboxMemory> tend(Bank bank, OutboxMemory memory, Now now) {
        return new OutboxRound(bank.self(), bank.outbox(), 0, now.uptime()).tend(memory);
    }

    @Override
    public OutboxMemory reread(OutboxMemory memory, List<Numbered<BankEvent>> events) {
        return memory.reread(events);
    }

    @Override
    public BankInput tick() {
        return new BankInput.Tick();
    }

    private static Reaction<OutboxMemory, BankEvent> record(
            Bank bank, OutboxMemory memory, BankInput.RecordLines request) {
        Statement statement = bank.statement();
        long next = statement.lastLine() + 1;
        if (request.firstLine() > next) {
            return refused(memory, Reason.LINE_OUT_OF_ORDER, next);
        }
        List<StatementLine> fresh = new ArrayList<>();
        long line = request.firstLine();
        for (StatementLine content : request.lines()) {
            if (line >= next) {
                fresh.add(content);
            } else {
                Optional<Reason> flaw = flawOfRepeat(statement, line, content);
                if (flaw.isPresent()) {
                    return refused(memory, flaw.get(), next);
                }
            }
            line++;
        }
        if (fresh.isEmpty()) {
            long number = statement.recent().find(line - 1).orElseThrow().number();
            return Reaction.answer(memory, new BankReply.Recorded(statement.lastLine(), number, true));
        }
        return book(bank, memory, fresh);
    }

    private static Reaction<OutboxMemory, BankEvent> book(Bank bank, OutboxMemory memory, List<StatementLine> lines) {
        long firstLine = bank.statement().lastLine() + 1;
        List<Entry> entries = new ArrayList<>();
        for (StatementLine line : lines) {
            entries.add(line.entry("line-" + (firstLine + entries.size()), bank.external()));
        }
        if (!bank.outbox().hasRoomFor(entries)) {
            return refused(memory, Reason.TOO_MANY_LAGGING, firstLine);
        }
        List<Acknowledgement> acknowledged = memory.toPersist();
        BankEvent event = new BankEvent.LinesRecorded(firstLine, lines, entries, acknowledged);
        long lastLine = firstLine + lines.size() - 1;
        return Reaction.record(memory, event, new BankReply.Recorded(lastLine, bank.number() + 1, false));
    }

    private static Optional<Reason> flawOfRepeat(Statement statement, long line, StatementLine content) {
        Optional<Statement.Recorded> known = statement.recent().find(line);
        if (known.isEmpty()) {
            return Optional.of(Reason.LINE_TOO_OLD);
        }
        return known.get().line().equals(content) ? Optional.empty() : Optional.of(Reason.LINE_REUSED);
    }

    private static Reaction<OutboxMemory, BankEvent> noted(OutboxMemory memory, Now now) {
        return memory.isPersistingDue(now.uptime())
                ? Reaction.record(memory, new BankEvent.AcknowledgementsNoted(memory.toPersist()))
                : Reaction.none(memory);
    }

    private static Reaction<OutboxMemory, BankEvent> refused(OutboxMemory memory, Reason reason, long nextLine) {
        return Reaction.answer(memory, new BankReply.Refused(reason, nextLine));
    }
}
