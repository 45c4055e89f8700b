package io.breakwater.node.entity;

import io.breakwater.node.journal.Attributed;
import io.breakwater.node.journal.Attribution;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Incarnation;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
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

    private static final Logger LOG = LoggerFactory.getLogger(MachineActor.class);
    private static final int SNAPSHOTS_KEPT = 2;

    private final EntityId self;
    private final EntityType<S, M, I, E> type;
    private final Machine<S, M, I, E> rules;
    private final EntityRuntime runtime;
    private final Incarnation<S, M, I, E, ActorRef<Answer>> instance;

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
        this.instance = new Incarnation<>(self, type, new Lent(self, runtime, gate, context, timers));
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
                    instance.recovered(current(recovered));
                })
                .onSignal(PostStop.instance(), ignored -> instance.stopped())
                .build();
    }

    @Override
    @SuppressWarnings("unchecked") // only the gate of this entity, which has the same type, sends a Carry
    public CommandHandler<MachineCommand, Attributed, Snapshot<S>> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(
                        MachineCommand.Carry.class,
                        (before, carry) ->
                                persist(instance.carry(current(before), ((MachineCommand.Carry<I>) carry).input())))
                .onCommand(MachineCommand.Wake.class, (before, ignored) -> persist(instance.wake(current(before))))
                .onCommand(MachineCommand.Again.class, (before, ignored) -> persist(instance.again(current(before))))
                .onCommand(MachineCommand.Reread.class, this::onReread)
                .onCommand(MachineCommand.RereadFailed.class, (before, failed) -> onRereadFailed(failed))
                .build();
    }

    private static <S> Incarnation.Current<S> current(Snapshot<S> snapshot) {
        return new Incarnation.Current<>(snapshot.number(), snapshot.state());
    }

    private Effect<Attributed, Snapshot<S>> persist(
            Optional<Incarnation<S, M, I, E, ActorRef<Answer>>.Decided> decided) {
        if (decided.isEmpty()) {
            return Effect().none();
        }
        Cause cause = decided.get().cause();
        Attribution by = new Attribution(
                cause.principal(),
                cause.onBehalfOf(),
                cause.requestId(),
                decided.get().now().house().map(HouseInstant::time));
        return Effect().persist(new Attributed(decided.get().event(), by)).thenRun(after -> decided.get()
                .persisted(current(after)));
    }

    private Effect<Attributed, Snapshot<S>> onReread(Snapshot<S> before, MachineCommand.Reread command) {
        List<Numbered<E>> events = command.events().stream()
                .map(own -> new Numbered<>(own.number(), type.events().cast(own.event())))
                .toList();
        instance.reread(current(before), events);
        return Effect().none();
    }

    private Effect<Attributed, Snapshot<S>> onRereadFailed(MachineCommand.RereadFailed command) {
        LOG.warn("{} could not read its own events again", self, command.cause());
        instance.rereadFailed();
        return Effect().none();
    }

    /** What this actor lends its instance: the clocks and the way of its node, its own timer and mailbox. */
    private record Lent(
            EntityId self,
            EntityRuntime runtime,
            ActorRef<EntityCommand> gate,
            ActorContext<MachineCommand> context,
            TimerScheduler<MachineCommand> timers)
            implements Incarnation.Carrier<ActorRef<Answer>> {

        @Override
        public Now now() {
            return runtime.now();
        }

        @Override
        public Duration uptime() {
            return runtime.uptime();
        }

        @Override
        public void send(Send send, Cause cause) {
            runtime.send(self, send, cause);
        }

        @Override
        public void answer(ActorRef<Answer> asker, Message reply) {
            asker.tell(new Answer.Given(reply));
        }

        @Override
        public void overloaded(ActorRef<Answer> asker, String lane, int bound) {
            Refused.REFUSED.overloaded(asker, lane, bound);
        }

        @Override
        public void tooLate(ActorRef<Answer> asker) {
            Refused.REFUSED.tooLate(asker);
        }

        @Override
        public void carried() {
            gate.tell(EntityCommand.Carried.CARRIED);
        }

        @Override
        public void wakeIn(Duration delay) {
            timers.startSingleTimer(MachineCommand.Wake.WAKE, delay);
        }

        @Override
        public void sleep() {
            timers.cancel(MachineCommand.Wake.WAKE);
        }

        @Override
        public void again() {
            context.getSelf().tell(MachineCommand.Again.AGAIN);
        }

        @Override
        public void reread(long from) {
            context.pipeToSelf(
                    runtime.ownEvents(self, from, REREAD_LIMIT),
                    (events, failure) -> failure == null
                            ? new MachineCommand.Reread(List.copyOf(events))
                            : new MachineCommand.RereadFailed(failure));
        }
    }
}
