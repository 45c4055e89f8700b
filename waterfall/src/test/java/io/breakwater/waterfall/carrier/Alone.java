package io.breakwater.waterfall.carrier;

import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One entity by itself: it is told one thing at a time, and what it says is there to be looked at. */
public final class Alone<S, M, I extends Message, E> {

    private static final Instant BEGINNING = Instant.parse("2020-04-20T12:00:00Z");

    private final EntityId id;
    private final Machine<S, M, I, E> machine;
    private final List<Numbered<E>> journal = new ArrayList<>();
    private S state;
    private M memory;
    private Duration uptime = Duration.ZERO;
    private List<Send> sent = List.of();

    public Alone(EntityId id, Machine<S, M, I, E> machine) {
        this.id = id;
        this.machine = machine;
        this.state = machine.initial(id);
        this.memory = machine.wake(state);
    }

    /** What it makes of an input; an event is persisted and what is owed is sent, see {@link #sent}. */
    public Reaction<M, E> tell(I body, String principal) {
        Cause cause = new Cause(principal, Optional.empty(), "request");
        Reaction<M, E> reaction = machine.react(state, memory, new Envelope<>(body, Optional.empty(), cause), now());
        memory = reaction.memory();
        reaction.event().ifPresent(this::persist);
        var tending = machine.tend(state, memory, now());
        memory = tending.memory();
        List<Send> all = new ArrayList<>(reaction.sends());
        all.addAll(tending.sends());
        sent = List.copyOf(all);
        return reaction;
    }

    /** The answer to an input. */
    public Optional<Message> ask(I body) {
        return tell(body, "client/test").reply();
    }

    public void pass(Duration time) {
        uptime = uptime.plus(time);
    }

    /** Ends the instance and recovers another from the journal. */
    public void restart() {
        state = machine.initial(id);
        journal.forEach(event -> state = machine.apply(state, event));
        memory = machine.wake(state);
    }

    public S state() {
        return state;
    }

    public List<Numbered<E>> journal() {
        return journal;
    }

    /** What the last input made it send. */
    public List<Send> sent() {
        return sent;
    }

    private Now now() {
        return new Now(uptime, Optional.of(new HouseInstant(BEGINNING.plus(uptime), Duration.ofMillis(250))));
    }

    private void persist(E body) {
        Numbered<E> event = new Numbered<>(journal.size() + 1L, body);
        journal.add(event);
        state = machine.apply(state, event);
        memory = machine.persisted(memory, event);
    }
}
