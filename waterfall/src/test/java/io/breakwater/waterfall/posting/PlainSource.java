package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.posting.PlainSource.Booked;
import io.breakwater.waterfall.posting.PlainSource.Books;
import io.breakwater.waterfall.posting.StopMessage.LiftStop;
import io.breakwater.waterfall.posting.StopMessage.PlaceStop;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A source that books what it is told to, unless a subject of it is stopped; nothing but the rules of channels and stops. */
final class PlainSource implements Machine<Books, OutboxMemory, Message, Booked> {

    private final OutboxBounds bounds;

    PlainSource(OutboxBounds bounds) {
        this.bounds = bounds;
    }

    /** The state of a source, as far as channels and stops go. */
    record Books(EntityId self, long events, Outbox outbox, Stops stops) {}

    /** Its one kind of event. */
    record Booked(
            List<Entry> entries,
            List<Acknowledgement> acknowledged,
            Optional<PlaceStop> placed,
            Optional<LiftStop> lifted)
            implements SourceEvent {}

    /** A client's word. */
    record Book(Entry entry) implements Message {}

    /** Booked under this number. */
    record Accepted(EntityId source, String entry, long number) implements Message {}

    /** A subject of it is stopped. */
    record Refused(EntityId source, String entry) implements Message {}

    private record Tick() implements Message {}

    @Override
    public Books initial(EntityId self) {
        return new Books(self, 0, Outbox.EMPTY, Stops.NONE);
    }

    @Override
    public OutboxMemory wake(Books books) {
        return OutboxMemory.awake(books.outbox(), bounds);
    }

    @Override
    public Reaction<OutboxMemory, Booked> react(Books books, OutboxMemory memory, Envelope<Message> input, Now now) {
        List<Acknowledgement> heard = memory.toPersist();
        Message body = input.body();
        if (body instanceof Book book) {
            return book(books, memory, book.entry());
        }
        if (body instanceof PostingsAcknowledged word) {
            return Reaction.none(memory.acknowledged(books.outbox(), word, now.uptime()));
        }
        if (body instanceof PostingsContradicted word) {
            return Reaction.none(memory.contradicted(word));
        }
        if (body instanceof PlaceStop place && books.stops().isNew(place)) {
            Stops after = books.stops().placed(place, books.events() + 1);
            Booked event = new Booked(List.of(), heard, Optional.of(place), Optional.empty());
            return Reaction.record(memory, event, after.answer(books.self(), place.id(), afterAcks(books, event)));
        }
        if (body instanceof PlaceStop place) {
            return Reaction.answer(memory, books.stops().answer(books.self(), place.id(), books.outbox()));
        }
        if (body instanceof LiftStop lift && books.stops().isNew(lift)) {
            Booked event = new Booked(List.of(), heard, Optional.empty(), Optional.of(lift));
            return Reaction.record(memory, event, new StopMessage.StopLifted(lift.id(), books.self()));
        }
        if (body instanceof LiftStop lift) {
            return Reaction.answer(memory, new StopMessage.StopLifted(lift.id(), books.self()));
        }
        return memory.isPersistingDue(now.uptime())
                ? Reaction.record(memory, new Booked(List.of(), heard, Optional.empty(), Optional.empty()))
                : Reaction.none(memory);
    }

    private static Reaction<OutboxMemory, Booked> book(Books books, OutboxMemory memory, Entry entry) {
        Set<StopSubject> subjects = new HashSet<>();
        for (Posting posting : entry.postings()) {
            subjects.add(new StopSubject.OfAccount(posting.account()));
        }
        if (books.stops().forbid(subjects) || !books.outbox().hasRoomFor(List.of(entry))) {
            return Reaction.answer(memory, new Refused(books.self(), entry.id()));
        }
        Booked event = new Booked(List.of(entry), memory.toPersist(), Optional.empty(), Optional.empty());
        return Reaction.record(memory, event, new Accepted(books.self(), entry.id(), books.events() + 1));
    }

    private static Outbox afterAcks(Books books, Booked event) {
        return books.outbox().after(new Numbered<>(books.events() + 1, event));
    }

    @Override
    public Books apply(Books books, Numbered<Booked> event) {
        Stops placed = event.event()
                .placed()
                .map(place -> books.stops().placed(place, event.number()))
                .orElse(books.stops());
        Stops lifted =
                event.event().lifted().map(lift -> placed.lifted(lift.id())).orElse(placed);
        return new Books(books.self(), event.number(), books.outbox().after(event), lifted);
    }

    @Override
    public OutboxMemory persisted(OutboxMemory memory, Numbered<Booked> event) {
        return memory.persisted(event);
    }

    @Override
    public Tending<OutboxMemory> tend(Books books, OutboxMemory memory, Now now) {
        return new OutboxRound(books.self(), books.outbox(), 0, now.uptime()).tend(memory);
    }

    @Override
    public OutboxMemory reread(OutboxMemory memory, List<Numbered<Booked>> events) {
        return memory.reread(events);
    }

    @Override
    public Message tick() {
        return new Tick();
    }

    static Set<EntityId> accounts(Entry entry) {
        Set<EntityId> accounts = new TreeSet<>();
        entry.postings().forEach(posting -> accounts.add(posting.account()));
        return accounts;
    }
}
