package io.breakwater.node.entity;

import io.breakwater.node.journal.Attributed;
import io.breakwater.node.journal.Attribution;
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
import io.breakwater.waterfall.process.Tending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The persistent half of an entity. It has no restart supervision: when a write is refused or its outcome stays unknown
 * it stops, and a new instance recovers from the journal; nothing that was not persisted survives in memory.
 */
final class MachineActor<S, M, I extends Message, E>
        extends EventSourcedBehavior<MachineCommand, Attributed, Snapshot<S>> {

    /** How many own events are read again at a time. */
    static final int REREAD_LIMIT = 500;

    /** How many inputs may wait until they can be decided. */
    static final int UNDECIDED_LIMIT = 64;

    private static final Logger LOG = LoggerFactory.getLogger(MachineActor.class);
    private static final int SNAPSHOTS_KEPT = 2;
    private static final Duration REREAD_PAUSE = Duration.ofSeconds(1);

    private final EntityId self;
    private final EntityType<S, M, I, E> type;
    private final Machine<S, M, I, E> rules;
    private final EntityRuntime runtime;
    private final ActorRef<EntityCommand> gate;
    private final ActorContext<MachineCommand> context;
    private final TimerScheduler<MachineCommand> timers;
    private final List<Undecided<I>> undecided = new ArrayList<>();
    private M memory;
    private boolean rereading;

    /** The uptime at which the timer that is active wakes it. */
    private Duration wakeAt = Duration.ZERO;
    /** How many of the undecided are still to be looked at since something was decided. */
    private int lookAgain;

    private boolean againSent;

    private MachineActor(
            EntityType<S, M, I, E> type,
            EntityId self,
            EntityRuntime runtime,
            ActorRef<EntityCommand> gate,
            ActorContext<MachineCommand> context,
            TimerScheduler<MachineCommand> timers) {
        super(PersistenceId.ofUniqueId(self.toString()));
        this.self = self;
        this.type = type;
        this.rules = type.rules();
        this.runtime = runtime;
        this.gate = gate;
        this.context = context;
        this.timers = timers;
        this.memory = rules.wake(rules.initial(self));
    }

    static <S, M, I extends Message, E> Behavior<MachineCommand> create(
            EntityType<S, M, I, E> type, EntityId self, EntityRuntime runtime, ActorRef<EntityCommand> gate) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new MachineActor<>(type, self, runtime, gate, context, timers)));
    }

    @Override
    public String journalPluginId() {
        return "breakwater.journal";
    }

    @Override
    public String snapshotPluginId() {
        return "breakwater.snapshot-store";
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(runtime.eventsPerSnapshot(), SNAPSHOTS_KEPT);
    }

    @Override
    public Snapshot<S> emptyState() {
        return new Snapshot<>(0, rules.initial(self));
    }

    @Override
    public EventHandler<Snapshot<S>, Attributed> eventHandler() {
        return (before, attributed) -> {
            Numbered<E> event =
                    new Numbered<>(before.number() + 1, type.events().cast(attributed.event()));
            return new Snapshot<>(event.number(), rules.apply(before.state(), event));
        };
    }

    @Override
    public SignalHandler<Snapshot<S>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), recovered -> {
                    memory = rules.wake(recovered.state());
                    type.observer().recovered(self, recovered.state());
                    tend(recovered);
                })
                .onSignal(PostStop.instance(), ignored -> type.observer().stopped(self))
                .build();
    }

    @Override
    @SuppressWarnings("unchecked") // only the gate of this entity, which has the same type, sends a Carry
    public CommandHandler<MachineCommand, Attributed, Snapshot<S>> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(
                        MachineCommand.Carry.class,
                        (current, carry) -> onCarry(current, (MachineCommand.Carry<I>) carry))
                .onCommand(MachineCommand.Wake.class, (current, ignored) -> onWake(current))
                .onCommand(MachineCommand.Again.class, (current, ignored) -> onAgain(current))
                .onCommand(MachineCommand.Reread.class, this::onReread)
                .onCommand(MachineCommand.RereadFailed.class, this::onRereadFailed)
                .build();
    }

    private Effect<Attributed, Snapshot<S>> onCarry(Snapshot<S> current, MachineCommand.Carry<I> command) {
        return react(
                current,
                new Undecided<>(command.input(), command.until(), command.replyTo(), false),
                () -> gate.tell(EntityCommand.Carried.CARRIED));
    }

    private Effect<Attributed, Snapshot<S>> onAgain(Snapshot<S> current) {
        againSent = false;
        if (undecided.isEmpty()) {
            return Effect().none();
        }
        lookAgain--;
        Undecided<I> next = undecided.remove(0);
        if (isGivenUp(next)) {
            next.asker().ifPresent(edge -> edge.tell(new Answer.TooLate()));
            lookAtNext();
            return Effect().none();
        }
        return react(current, next, this::lookAtNext);
    }

    private Effect<Attributed, Snapshot<S>> onWake(Snapshot<S> current) {
        Cause cause = Cause.of(self, "tick-" + current.number());
        return react(
                current,
                new Undecided<>(
                        new Envelope<>(rules.tick(), Optional.empty(), cause),
                        Optional.empty(),
                        Optional.empty(),
                        true),
                () -> {});
    }

    private Effect<Attributed, Snapshot<S>> react(Snapshot<S> current, Undecided<I> question, Runnable done) {
        Envelope<I> input = question.input();
        Optional<HouseInstant> houseTime = runtime.houseTime();
        Reaction<M, E> reaction = rules.react(current.state(), memory, input, new Now(runtime.uptime(), houseTime));
        memory = reaction.memory();
        if (reaction.later()) {
            postpone(question);
            tend(current);
            done.run();
            return Effect().none();
        }
        if (reaction.event().isEmpty()) {
            speak(current, question, reaction);
            done.run();
            return Effect().none();
        }
        E event = reaction.event().get();
        Cause cause = input.cause();
        Attribution by = new Attribution(
                cause.principal(), cause.onBehalfOf(), cause.requestId(), houseTime.map(HouseInstant::time));
        return Effect().persist(new Attributed(event, by)).thenRun(after -> {
            memory = rules.persisted(memory, new Numbered<>(after.number(), event));
            type.observer().changed(self, after.state());
            speak(after, question, reaction);
            done.run();
        });
    }

    /**
     * Keeps an input for later; beyond the bound its asker is told that too much waits, and it had no effect. What nobody
     * waits for any more makes room, and a tick is never kept: the next one comes by itself.
     */
    private void postpone(Undecided<I> question) {
        if (question.tick()) {
            return;
        }
        if (undecided.size() >= UNDECIDED_LIMIT) {
            undecided.removeIf(this::isGivenUp);
        }
        if (undecided.size() < UNDECIDED_LIMIT) {
            undecided.add(question);
        } else {
            question.asker().ifPresent(edge -> edge.tell(new Answer.Overloaded("undecided", UNDECIDED_LIMIT)));
        }
    }

    private boolean isGivenUp(Undecided<I> question) {
        return question.until()
                .filter(until -> until < runtime.uptime().toNanos())
                .isPresent();
    }

    /** Gives the answer and the hints of a reaction, then sends what is owed. */
    private void speak(Snapshot<S> current, Undecided<I> question, Reaction<M, E> reaction) {
        Cause cause = Cause.of(self, Long.toString(current.number()));
        reaction.reply().filter(reply -> !type.observer().takes(reply)).ifPresent(reply -> {
            question.asker().ifPresent(edge -> edge.tell(new Answer.Given(reply)));
            question.input().from().ifPresent(entity -> runtime.send(self, new Send(entity, reply), cause));
        });
        reaction.sends().forEach(send -> runtime.send(self, send, cause));
        tend(current);
        lookAgain = undecided.size();
        lookAtNext();
    }

    /** Has the next of the undecided looked at, one at a time, until each has had its turn. */
    private void lookAtNext() {
        if (lookAgain > 0 && !againSent) {
            againSent = true;
            context.getSelf().tell(MachineCommand.Again.AGAIN);
        }
    }

    private void tend(Snapshot<S> current) {
        Tending<M> tending = rules.tend(current.state(), memory, runtime.now());
        memory = tending.memory();
        Cause cause = Cause.of(self, Long.toString(current.number()));
        tending.sends().forEach(send -> runtime.send(self, send, cause));
        tending.reread().ifPresent(this::reread);
        tending.again().ifPresentOrElse(this::wakeIn, () -> timers.cancel(MachineCommand.Wake.WAKE));
    }

    /** Wakes in so long, or earlier when that was arranged before: who is asked all the time must not sleep over it. */
    private void wakeIn(Duration delay) {
        Duration at = runtime.uptime().plus(delay);
        if (!timers.isTimerActive(MachineCommand.Wake.WAKE) || at.compareTo(wakeAt) < 0) {
            wakeAt = at;
            timers.startSingleTimer(MachineCommand.Wake.WAKE, delay);
        }
    }

    private void reread(long from) {
        if (rereading) {
            return;
        }
        rereading = true;
        context.pipeToSelf(
                runtime.ownEvents(self, from, REREAD_LIMIT),
                (events, failure) -> failure == null
                        ? new MachineCommand.Reread(List.copyOf(events))
                        : new MachineCommand.RereadFailed(failure));
    }

    private Effect<Attributed, Snapshot<S>> onReread(Snapshot<S> current, MachineCommand.Reread command) {
        rereading = false;
        List<Numbered<E>> events = command.events().stream()
                .map(own -> new Numbered<>(own.number(), type.events().cast(own.event())))
                .toList();
        memory = rules.reread(memory, events);
        tend(current);
        return Effect().none();
    }

    private Effect<Attributed, Snapshot<S>> onRereadFailed(Snapshot<S> current, MachineCommand.RereadFailed command) {
        rereading = false;
        LOG.warn("{} could not read its own events again", self, command.cause());
        timers.startSingleTimer(MachineCommand.Wake.WAKE, REREAD_PAUSE);
        return Effect().none();
    }

    /** An input that is being decided or waits for it, and who is to get the answer. */
    private record Undecided<I extends Message>(
            Envelope<I> input, Optional<Long> until, Optional<ActorRef<Answer>> asker, boolean tick) {}
}
