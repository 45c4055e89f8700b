package io.breakwater.node.entity;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A machine that adds up, and answers a question about a total only once it is reached. */
final class Tally implements Machine<Long, Tally.Nothing, Tally.Input, Tally.Event> {

    /** At this total it asks to be woken, and adds one when it is. */
    static final long WAKEFUL = 100;

    /** At this total it asks to be woken and cannot decide on it. */
    static final long UNDECIDED = 200;

    static final Duration NAP = Duration.ofMillis(30);

    enum Nothing {
        NOTHING
    }

    sealed interface Input extends Message {

        record Add(long amount) implements Input {}

        record AwaitTotal(long total) implements Input {}

        record Tick() implements Input {}
    }

    sealed interface Event {

        record Added(long amount) implements Event {}
    }

    record Total(long total) implements Message {}

    static EntityType<Long, Nothing, Input, Event> type() {
        return EntityType.of(EntityKind.HOUSE, Input.class, Event.class, new Tally());
    }

    @Override
    public Long initial(EntityId self) {
        return 0L;
    }

    @Override
    public Nothing wake(Long total) {
        return Nothing.NOTHING;
    }

    @Override
    public Reaction<Nothing, Event> react(Long total, Nothing memory, Envelope<Input> input, Now now) {
        if (input.body() instanceof Input.Add add) {
            return Reaction.record(memory, new Event.Added(add.amount()), new Total(total + add.amount()));
        }
        if (input.body() instanceof Input.AwaitTotal await) {
            return total >= await.total() ? Reaction.answer(memory, new Total(total)) : Reaction.later(memory);
        }
        if (total == WAKEFUL) {
            return Reaction.record(memory, new Event.Added(1));
        }
        return total == UNDECIDED ? Reaction.later(memory) : Reaction.none(memory);
    }

    @Override
    public Long apply(Long total, Numbered<Event> event) {
        return event.event() instanceof Event.Added added ? total + added.amount() : total;
    }

    @Override
    public Tending<Nothing> tend(Long total, Nothing memory, Now now) {
        boolean naps = total == WAKEFUL || total == UNDECIDED;
        return new Tending<>(memory, List.of(), Optional.empty(), naps ? Optional.of(NAP) : Optional.empty());
    }

    @Override
    public Input tick() {
        return new Input.Tick();
    }
}
