package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.bank.BankReply.Reason;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.OutboxRound;
import io.breakwater.waterfall.posting.Repeats;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records the lines of one statement, in order and once each. A line is a fact: it is booked whoever it is for, and
 * never needs house time. Its acknowledgement is durable before it is given. What a line says of a payout is owed to that
 * payout, which moves the money, until it has confirmed it.
 */
public final class BankRules implements Machine<Bank, BankMemory, BankInput, BankEvent> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    @Override
    public Bank initial(EntityId self) {
        return Bank.empty(self);
    }

    @Override
    public BankMemory wake(Bank bank) {
        return new BankMemory(OutboxMemory.awake(bank.outbox()), Repeats.none());
    }

    @Override
    public Reaction<BankMemory, BankEvent> react(Bank bank, BankMemory memory, Envelope<BankInput> input, Now now) {
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
                    new BankEvent.Flushed(
                            flush.account(),
                            flush.call(),
                            lastOwed,
                            memory.outbox().toPersist()),
                    new BankReply.Flushed(bank.self(), flush.account(), flush.call(), lastOwed));
        }
        if (input.body() instanceof BankInput.Acknowledged acknowledged) {
            OutboxMemory next = memory.outbox().acknowledged(bank.outbox(), acknowledged.word(), now.uptime());
            return noted(memory.with(next), now);
        }
        if (input.body() instanceof BankInput.Contradicted contradicted) {
            return Reaction.none(memory.with(memory.outbox().contradicted(contradicted.word())));
        }
        if (input.body() instanceof BankInput.PayoutSettled settled) {
            return bank.notices().isOwed(settled.word())
                    ? Reaction.record(
                            memory,
                            new BankEvent.PayoutTold(
                                    settled.word(), memory.outbox().toPersist()))
                    : Reaction.none(memory);
        }
        return noted(memory, now);
    }

    @Override
    public Bank apply(Bank bank, Numbered<BankEvent> event) {
        return event.event().applyTo(bank, event.number()).after(event);
    }

    @Override
    public BankMemory persisted(BankMemory memory, Numbered<BankEvent> event) {
        return memory.with(memory.outbox().persisted(event));
    }

    @Override
    public Tending<BankMemory> tend(Bank bank, BankMemory memory, Now now) {
        Tending<OutboxMemory> postings =
                new OutboxRound(bank.self(), bank.outbox(), 0, now.uptime()).tend(memory.outbox());
        Repeats.Step<PayoutNotices.Notice> step =
                memory.notices().step(bank.notices().due(), now.uptime());
        List<Send> sends = new ArrayList<>(postings.sends());
        sends.addAll(bank.notices().say(step.now()));
        Optional<Duration> look = step.next().sent().isEmpty() ? Optional.empty() : Optional.of(LOOK_AGAIN);
        Optional<Duration> again = postings.again()
                .filter(at -> look.isEmpty() || at.compareTo(LOOK_AGAIN) < 0)
                .or(() -> look);
        return new Tending<>(new BankMemory(postings.memory(), step.next()), sends, postings.reread(), again);
    }

    @Override
    public BankMemory reread(BankMemory memory, List<Numbered<BankEvent>> events) {
        return memory.with(memory.outbox().reread(events));
    }

    @Override
    public BankInput tick() {
        return new BankInput.Tick();
    }

    private static Reaction<BankMemory, BankEvent> record(Bank bank, BankMemory memory, BankInput.RecordLines request) {
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

    private static Reaction<BankMemory, BankEvent> book(Bank bank, BankMemory memory, List<StatementLine> lines) {
        long firstLine = bank.statement().lastLine() + 1;
        List<Entry> entries = new ArrayList<>();
        long notices = 0;
        long number = firstLine;
        for (StatementLine line : lines) {
            notices += line.notice(bank, number).isPresent() ? 1 : 0;
            line.entry("line-" + number++, bank.external()).ifPresent(entries::add);
        }
        if (!bank.notices().hasRoomFor(notices)) {
            return refused(memory, Reason.TOO_MANY_PAYOUTS_OWED, firstLine);
        }
        if (!bank.outbox().hasRoomFor(entries)) {
            return refused(memory, Reason.TOO_MANY_LAGGING, firstLine);
        }
        List<Acknowledgement> acknowledged = memory.outbox().toPersist();
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

    private static Reaction<BankMemory, BankEvent> noted(BankMemory memory, Now now) {
        return memory.outbox().isPersistingDue(now.uptime())
                ? Reaction.record(
                        memory,
                        new BankEvent.AcknowledgementsNoted(memory.outbox().toPersist()))
                : Reaction.none(memory);
    }

    private static Reaction<BankMemory, BankEvent> refused(BankMemory memory, Reason reason, long nextLine) {
        return Reaction.answer(memory, new BankReply.Refused(reason, nextLine));
    }
}
