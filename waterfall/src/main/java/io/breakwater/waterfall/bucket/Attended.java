package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
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

/**
 * A source of entries that is kept awake by its bucket while it owes anything: what it owes must go on being sent after
 * its node has died, with nobody asking. Enlisting is write-ahead, as for accounts: an event is persisted only once the
 * bucket keeps the source; until then its input waits. A source that owes nothing any more leaves after a rest.
 *
 * <p>All else is as the source's own rules say.
 */
public final class Attended<S extends Owing, M, I extends Message, E>
        implements Machine<S, Attended.Memory<M>, Attended.Input<I>, E> {

    /** A source at rest for this long tells its bucket that it need not be woken. */
    static final Duration REST = Duration.ofSeconds(10);

    private final Machine<S, M, I, E> source;

    private Attended(Machine<S, M, I, E> source) {
        this.source = source;
    }

    /** The rules of a source, kept awake. */
    public static <S extends Owing, M, I extends Message, E> Attended<S, M, I, E> source(Machine<S, M, I, E> source) {
        return new Attended<>(source);
    }

    /**
     * The source's memory, and what it knows of its enlistment.
     *
     * @param busyAt the uptime of its last event
     */
    public record Memory<M>(M source, Attendance attendance, Duration busyAt) {

        Memory<M> with(M next) {
            return new Memory<>(next, attendance, busyAt);
        }

        Memory<M> with(Attendance next) {
            return new Memory<>(source, next, busyAt);
        }
    }

    /** What an attended source may be told. */
    public sealed interface Input<I extends Message> extends Message {

        /** What its own rules understand. */
        record ToSource<I extends Message>(I input) implements Input<I> {}

        /** The bucket keeps it awake. */
        record Kept<I extends Message>(EnlistmentKept answer) implements Input<I> {}
    }

    @Override
    public S initial(EntityId self) {
        return source.initial(self);
    }

    @Override
    public Memory<M> wake(S state) {
        return new Memory<>(source.wake(state), Attendance.NONE, Duration.ZERO);
    }

    @Override
    public Reaction<Memory<M>, E> react(S state, Memory<M> memory, Envelope<Input<I>> input, Now now) {
        if (input.body() instanceof Input.Kept<I> kept) {
            return Reaction.none(memory.with(memory.attendance().answered(kept.answer())));
        }
        if (input.body() instanceof Input.ToSource<I> to) {
            Envelope<I> envelope = new Envelope<>(to.input(), input.from(), input.cause());
            return react(state, memory, source.react(state, memory.source(), envelope, now), now);
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
        Optional<Duration> look = step.next().asked().isPresent()
                ? Optional.of(Attendance.PATIENCE)
                : step.next().kept().map(kept -> REST);
        Optional<Duration> again = own.again()
                .filter(sooner ->
                        look.filter(other -> other.compareTo(sooner) < 0).isEmpty())
                .or(() -> look);
        return new Tending<>(memory.with(own.memory()).with(step.next()), sends, own.reread(), again);
    }

    @Override
    public Input<I> tick() {
        return new Input.ToSource<>(source.tick());
    }

    @Override
    public Memory<M> reread(Memory<M> memory, List<Numbered<E>> events) {
        return memory.with(source.reread(memory.source(), events));
    }

    private Reaction<Memory<M>, E> react(S state, Memory<M> memory, Reaction<M, E> own, Now now) {
        if (own.event().isEmpty()) {
            return rest(state, wrapped(memory, own), now);
        }
        Enlistment need = new Enlistment(state.number(), Optional.empty(), false);
        if (!memory.attendance().covers(need)) {
            return Reaction.later(memory.with(memory.attendance().need(need)));
        }
        Memory<M> busy = new Memory<>(own.memory(), memory.attendance(), now.uptime());
        return new Reaction<>(busy, own.event(), own.reply(), own.sends(), false);
    }

    private Reaction<Memory<M>, E> wrapped(Memory<M> memory, Reaction<M, E> own) {
        return new Reaction<>(memory.with(own.memory()), Optional.empty(), own.reply(), own.sends(), own.later());
    }

    /** Leaves the bucket's care when nothing is owed and nothing has happened for a while. */
    private Reaction<Memory<M>, E> rest(S state, Reaction<Memory<M>, E> reaction, Now now) {
        Memory<M> memory = reaction.memory();
        boolean rested = now.uptime().minus(memory.busyAt()).compareTo(REST) >= 0;
        if (!rested || !state.owesNothing()) {
            return reaction;
        }
        Attendance.Step step = memory.attendance().leave(state.self(), state.number());
        List<Send> sends = new ArrayList<>(reaction.sends());
        step.send().ifPresent(sends::add);
        return new Reaction<>(memory.with(step.next()), Optional.empty(), reaction.reply(), sends, reaction.later());
    }
}
