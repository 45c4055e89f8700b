package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.HoldBook.Stage;
import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.HoldMessage.HoldEnded;
import io.breakwater.waterfall.posting.HoldMessage.HoldGranted;
import io.breakwater.waterfall.posting.HoldMessage.HoldRefused;
import io.breakwater.waterfall.posting.HoldingSource.Books;
import io.breakwater.waterfall.posting.HoldingSource.Memory;
import io.breakwater.waterfall.posting.HoldingSource.Step;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A source that asks for a hold per request, books against every second one it gets and gives the others back. */
final class HoldingSource implements Machine<Books, Memory, Message, Step> {

    static final Currency USD = Currency.of("USD", 2);

    private static final Optional<HoldBook.Line> NOBODY = Optional.empty();

    /** The state of a source, as far as channels and holds go. */
    record Books(EntityId self, long events, Outbox outbox, HoldBook holds) {}

    /** Its memory. */
    record Memory(OutboxMemory outbox, Repeats<HoldBook.Line> repeats) {}

    /** Its one kind of event: books, asks, gives back, or notes that a line is gone. */
    record Step(
            List<Entry> entries,
            List<Acknowledgement> acknowledged,
            Optional<AskHold> asked,
            Optional<HoldBook.Line> releasing,
            Optional<HoldBook.Line> gone)
            implements SourceEvent {}

    /** A client wants ten cents from an account to another. */
    record Want(EntityId account) implements Message {}

    private record Tick() implements Message {}

    @Override
    public Books initial(EntityId self) {
        return new Books(self, 0, Outbox.EMPTY, HoldBook.EMPTY);
    }

    @Override
    public Memory wake(Books books) {
        return new Memory(OutboxMemory.awake(books.outbox()), Repeats.none());
    }

    @Override
    public Reaction<Memory, Step> react(Books books, Memory memory, Envelope<Message> input, Now now) {
        List<Acknowledgement> heard = memory.outbox().toPersist();
        Message body = input.body();
        if (body instanceof Want want) {
            Hold hold = new Hold(
                    new HoldId(books.self(), books.events() + 1), List.of(new Hold.Reserved.MoneyHeld(USD.minor(10))));
            return Reaction.record(
                    memory, new Step(List.of(), heard, Optional.of(new AskHold(want.account(), hold)), NOBODY, NOBODY));
        }
        if (body instanceof HoldGranted granted
                && books.holds().isAt(granted.account(), granted.hold().id().number(), Stage.ASKED)) {
            return Reaction.record(memory, use(heard, granted));
        }
        if (body instanceof HoldRefused refused) {
            return gone(
                    books,
                    memory,
                    heard,
                    new HoldBook.Line(refused.account(), refused.id().number()));
        }
        if (body instanceof HoldEnded ended) {
            return gone(
                    books,
                    memory,
                    heard,
                    new HoldBook.Line(ended.account(), ended.id().number()));
        }
        if (body instanceof PostingsAcknowledged word) {
            OutboxMemory next = memory.outbox().acknowledged(books.outbox(), word, now.uptime());
            return Reaction.none(new Memory(next, memory.repeats()));
        }
        return memory.outbox().isPersistingDue(now.uptime())
                ? Reaction.record(memory, new Step(List.of(), heard, Optional.empty(), NOBODY, NOBODY))
                : Reaction.none(memory);
    }

    private static Step use(List<Acknowledgement> heard, HoldGranted granted) {
        EntityId account = granted.account();
        long number = granted.hold().id().number();
        if (number % 2 == 1) {
            Optional<HoldBook.Line> line = Optional.of(new HoldBook.Line(account, number));
            return new Step(List.of(), heard, Optional.empty(), line, NOBODY);
        }
        Entry entry = Entry.of(
                "payout-" + number,
                Purpose.PAYOUT,
                Posting.of(account, new Leg.MoneyLeg(USD.minor(-10))).consuming(number),
                Posting.of(Postings.CHARLIE, new Leg.MoneyLeg(USD.minor(10))));
        return new Step(List.of(entry), heard, Optional.empty(), NOBODY, NOBODY);
    }

    private static Reaction<Memory, Step> gone(
            Books books, Memory memory, List<Acknowledgement> heard, HoldBook.Line line) {
        return books.holds().find(line.account(), line.number()).isPresent()
                ? Reaction.record(memory, new Step(List.of(), heard, Optional.empty(), NOBODY, Optional.of(line)))
                : Reaction.none(memory);
    }

    @Override
    public Books apply(Books books, Numbered<Step> event) {
        Step step = event.event();
        HoldBook holds = books.holds().consumed(step);
        HoldBook asked =
                step.asked().map(ask -> holds.asked(ask.account(), ask.hold())).orElse(holds);
        HoldBook releasing = step.releasing()
                .map(line -> asked.releasing(line.account(), line.number()))
                .orElse(asked);
        HoldBook rest = step.gone()
                .map(line -> releasing.gone(line.account(), line.number()))
                .orElse(releasing);
        return new Books(books.self(), event.number(), books.outbox().after(event), rest);
    }

    @Override
    public Memory persisted(Memory memory, Numbered<Step> event) {
        return new Memory(memory.outbox().persisted(event), memory.repeats());
    }

    @Override
    public Tending<Memory> tend(Books books, Memory memory, Now now) {
        Tending<OutboxMemory> channels =
                new OutboxRound(books.self(), books.outbox(), 0, now.uptime()).tend(memory.outbox());
        List<Send> sends = new ArrayList<>(channels.sends());
        Repeats.Step<HoldBook.Line> step = memory.repeats().step(books.holds().owed(), now.uptime());
        step.now().forEach(line -> books.holds().say(line).ifPresent(sends::add));
        Optional<Duration> again =
                step.next().sent().isEmpty() ? channels.again() : Optional.of(Duration.ofMillis(500));
        return new Tending<>(new Memory(channels.memory(), step.next()), sends, channels.reread(), again);
    }

    @Override
    public Memory reread(Memory memory, List<Numbered<Step>> events) {
        return new Memory(memory.outbox().reread(events), memory.repeats());
    }

    @Override
    public Message tick() {
        return new Tick();
    }
}
