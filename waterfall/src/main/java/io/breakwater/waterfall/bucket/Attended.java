package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.posting.SourceMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Lane;
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
import java.util.function.Function;

/**
 * A source of entries that is kept awake by its bucket while it owes anything: what it owes must go on being sent after
 * its node has died, with nobody asking. Enlisting is write-ahead, as for accounts: an event is persisted only once the
 * bucket keeps the source; until then its input waits. A source that owes nothing any more leaves after a rest.
 *
 * <p>A source that may move lots and comes into being by itself is registered, too: before its first entry, bid or order it
 * asks to be put on the house's list, so that no stop can miss it, and until that is confirmed the input that would engage an
 * account waits. An event that engages nobody, such as a stop's, does not wait: the house places the stops that stand before
 * it confirms.
 *
 * <p>All else is as the source's own rules say.
 */
public final class Attended<S extends Owing, M, I extends Message, E extends SourceEvent>
        implements Machine<S, Attended.Memory<M>, Attended.Input<I>, E> {

    /** A source at rest for this long tells its bucket that it need not be woken. */
    static final Duration REST = Duration.ofSeconds(10);

    private final Machine<S, M, I, E> source;
    private final Optional<EntityId> house;

    private Attended(Machine<S, M, I, E> source, Optional<EntityId> house) {
        this.source = source;
        this.house = house;
    }

    /** The rules of a source, kept awake. */
    public static <S extends Owing, M, I extends Message, E extends SourceEvent> Attended<S, M, I, E> source(
            Machine<S, M, I, E> source) {
        return new Attended<>(source, Optional.empty());
    }

    /** The rules of a source, kept awake and registered with this house before its first entry. */
    public static <S extends Owing, M, I extends Message, E extends SourceEvent> Attended<S, M, I, E> registered(
            Machine<S, M, I, E> source, EntityId house) {
        return new Attended<>(source, Optional.of(house));
    }

    /**
     * The source's memory, and what it knows of its enlistment and its registration.
     *
     * @param busyAt the uptime of its last event
     */
    public record Memory<M>(M source, Attendance attendance, Registration registration, Duration busyAt) {

        Memory<M> with(M next) {
            return new Memory<>(next, attendance, registration, busyAt);
        }

        Memory<M> with(Attendance next) {
            return new Memory<>(source, next, registration, busyAt);
        }

        Memory<M> with(Registration next) {
            return new Memory<>(source, attendance, next, busyAt);
        }
    }

    /** What an attended source may be told. */
    public sealed interface Input<I extends Message> extends Message {

        /** What its own rules understand. */
        record ToSource<I extends Message>(I input) implements Input<I> {}

        /** The bucket keeps it awake. */
        record Kept<I extends Message>(EnlistmentKept answer) implements Input<I> {}

        /** The house has it on its list. */
        record Listed<I extends Message>(SourceMessage.Registered answer) implements Input<I> {}
    }

    /**
     * The type of such a source, as a carrier needs to know it.
     *
     * @param understands the input that a message is to the source's own rules; that its bucket wakes it is not one of them
     * @param lane the lane such an input waits in; what is about its being kept awake comes first
     */
    public EntityType<S, Memory<M>, Input<I>, E> type(
            EntityKind kind, Function<Message, Optional<I>> understands, Class<E> events, Function<I, Lane> lane) {
        return EntityType.unfolded(
                kind,
                message -> ofSource(message, understands),
                events,
                this,
                input -> input instanceof Input.ToSource<I> to ? lane.apply(to.input()) : Lane.FIRST);
    }

    private Optional<Input<I>> ofSource(Message message, Function<Message, Optional<I>> understands) {
        if (message instanceof BucketAnswer.Wake) {
            return Optional.of(new Input.ToSource<>(source.tick()));
        }
        if (message instanceof EnlistmentKept kept) {
            return Optional.of(new Input.Kept<>(kept));
        }
        return message instanceof SourceMessage.Registered registered
                ? Optional.of(new Input.Listed<>(registered))
                : understands.apply(message).map(Input.ToSource::new);
    }

    @Override
    public S initial(EntityId self) {
        return source.initial(self);
    }

    @Override
    public Memory<M> wake(S state) {
        boolean listed = house.isEmpty() || state.hasBooked();
        Registration registration = listed ? Registration.CONFIRMED : Registration.NONE;
        return new Memory<>(source.wake(state), Attendance.NONE, registration, Duration.ZERO);
    }

    @Override
    public Reaction<Memory<M>, E> react(S state, Memory<M> memory, Envelope<Input<I>> input, Now now) {
        if (input.body() instanceof Input.Kept<I> kept) {
            return Reaction.none(memory.with(memory.attendance().answered(kept.answer())));
        }
        if (input.body() instanceof Input.Listed<I> listed) {
            boolean own = listed.answer().source().equals(state.self());
            return Reaction.none(own ? memory.with(Registration.CONFIRMED) : memory);
        }
        if (input.body() instanceof Input.ToSource<I> to) {
            Envelope<I> envelope = new Envelope<>(to.input(), input.from(), input.cause());
            Reaction<M, E> own = source.react(state, memory.source(), envelope, now);
            boolean woken = to.input().equals(source.tick());
            return react(state, memory, own, new Occasion(now, woken));
        }
        throw new IllegalStateException("no input of a source: " + input.body());
    }

    @Override
    public S apply(S state, Numbered<E> event) {
        return source.apply(state, event);
    }

    @Override
    public Memory<M> persisted(Memory<M> memory, Numbered<E> event) {
        return memory.with(source.persisted(memory.source(), event));
    }

    @Override
    public Tending<Memory<M>> tend(S state, Memory<M> memory, Now now) {
        Tending<M> own = source.tend(state, memory.source(), now);
        Attendance.Step step = memory.attendance().tend(state.self(), now.uptime());
        List<Send> sends = new ArrayList<>(own.sends());
        step.send().ifPresent(sends::add);
        boolean asks = memory.registration().isDue(now.uptime());
        house.filter(to -> asks)
                .map(to -> new Send(to, new SourceMessage.Register(state.self())))
                .ifPresent(sends::add);
        Registration registration = asks ? memory.registration().asked(now.uptime()) : memory.registration();
        Optional<Duration> look = step.next().asked().isPresent() || registration.isOpen()
                ? Optional.of(Attendance.PATIENCE)
                : step.next().kept().map(kept -> REST);
        Optional<Duration> again = own.again()
                .filter(sooner ->
                        look.filter(other -> other.compareTo(sooner) < 0).isEmpty())
                .or(() -> look);
        Memory<M> next = memory.with(own.memory()).with(step.next()).with(registration);
        return new Tending<>(next, sends, own.reread(), again);
    }

    @Override
    public Input<I> tick() {
        return new Input.ToSource<>(source.tick());
    }

    @Override
    public Memory<M> reread(Memory<M> memory, List<Numbered<E>> events) {
        return memory.with(source.reread(memory.source(), events));
    }

    /** When something is decided, and whether it is because time has passed or the bucket has called. */
    private record Occasion(Now now, boolean tick) {}

    private Reaction<Memory<M>, E> react(S state, Memory<M> memory, Reaction<M, E> own, Occasion at) {
        if (own.event().isEmpty()) {
            return rest(state, wrapped(memory, own), at);
        }
        Enlistment need = new Enlistment(state.number(), Optional.empty(), false);
        boolean kept = memory.attendance().covers(need);
        boolean engages = own.event().get().engagesAccounts();
        boolean listed = !engages || memory.registration().confirmed();
        if (!kept || !listed) {
            Memory<M> waiting = kept ? memory : memory.with(memory.attendance().need(need));
            return Reaction.later(
                    listed ? waiting : waiting.with(memory.registration().need()));
        }
        Memory<M> busy = new Memory<>(
                own.memory(),
                memory.attendance(),
                memory.registration(),
                at.now().uptime());
        return new Reaction<>(busy, own.event(), own.reply(), own.sends(), false);
    }

    private Reaction<Memory<M>, E> wrapped(Memory<M> memory, Reaction<M, E> own) {
        return new Reaction<>(memory.with(own.memory()), Optional.empty(), own.reply(), own.sends(), own.later());
    }

    /** Leaves the bucket's care when nothing is owed and nothing has happened for a while. */
    private Reaction<Memory<M>, E> rest(S state, Reaction<Memory<M>, E> reaction, Occasion at) {
        Memory<M> memory = reaction.memory();
        boolean rested = at.now().uptime().minus(memory.busyAt()).compareTo(REST) >= 0;
        if (!rested || !state.owesNothing()) {
            return reaction;
        }
        Attendance.Step step = memory.attendance().leave(state.self(), state.number());
        List<Send> sends = new ArrayList<>(reaction.sends());
        step.send()
                .or(() -> at.tick() ? memory.attendance().woken(state.self(), state.number()) : Optional.empty())
                .ifPresent(sends::add);
        return new Reaction<>(memory.with(step.next()), Optional.empty(), reaction.reply(), sends, reaction.later());
    }
}
