package io.breakwater.node.entity;

import io.breakwater.node.entity.EntityCommand.Carried;
import io.breakwater.node.entity.EntityCommand.Deliver;
import io.breakwater.node.entity.EntityCommand.Leave;
import io.breakwater.node.entity.EntityCommand.Locate;
import io.breakwater.waterfall.process.Admission;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityType;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Message;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sharded half of an entity: it admits one input at a time to the {@link MachineActor} behind it, in the order of
 * the {@link Lane lanes}, and refuses at once what exceeds a lane's bound. When the actor behind it stops, because a
 * write was refused by the fence or its outcome stayed unknown, the gate answers what was under way as unknown and stops
 * too; the next message starts both anew from the journal.
 */
public final class Gate<I extends Message> extends AbstractBehavior<EntityCommand> {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final EntityType<?, ?, I, ?> type;
    private final EntityId self;
    private final EntityRuntime runtime;
    private final ActorRef<MachineCommand> machine;
    private final Admission<I, ActorRef<Answer>> waiting;
    private boolean leaving;

    private Gate(
            ActorContext<EntityCommand> context,
            EntityType<?, ?, I, ?> type,
            EntityId self,
            EntityRuntime runtime,
            ActorRef<MachineCommand> machine) {
        super(context);
        this.type = type;
        this.self = self;
        this.runtime = runtime;
        this.machine = machine;
        this.waiting = new Admission<>(type, Refused.REFUSED);
    }

    /** The behaviour of the entity's gate; it spawns the actor that recovers the entity's state. */
    public static <S, M, I extends Message, E> Behavior<EntityCommand> create(
            EntityType<S, M, I, E> type, EntityId self, EntityRuntime runtime) {
        return Behaviors.setup(context -> {
            ActorRef<MachineCommand> machine =
                    context.spawn(MachineActor.create(type, self, runtime, context.getSelf()), "machine");
            context.watch(machine);
            return new Gate<>(context, type, self, runtime, machine);
        });
    }

    @Override
    public Receive<EntityCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Deliver.class, this::onDeliver)
                .onMessage(Locate.class, this::onLocate)
                .onMessage(Carried.class, ignored -> onCarried())
                .onMessage(Leave.class, ignored -> onLeave())
                .onSignal(Terminated.class, ignored -> onMachineStopped())
                .build();
    }

    private Behavior<EntityCommand> onDeliver(Deliver delivery) {
        Optional<I> understood = type.understands().apply(delivery.body());
        if (understood.isEmpty()) {
            LOG.error("{} was told {}, which it does not understand", self, delivery.body());
            return this;
        }
        Envelope<I> envelope = new Envelope<>(understood.get(), delivery.from(), delivery.cause());
        Optional<Duration> until =
                delivery.budget().map(budget -> runtime.uptime().plus(budget));
        waiting.offer(new Admission.Waiting<>(envelope, until, delivery.replyTo()));
        admit();
        return this;
    }

    private Behavior<EntityCommand> onLocate(Locate question) {
        question.replyTo().tell(new Answer.LivesAt(runtime.node()));
        return this;
    }

    private Behavior<EntityCommand> onCarried() {
        waiting.carried();
        admit();
        return leaving && waiting.isIdle() ? Behaviors.stopped() : this;
    }

    private Behavior<EntityCommand> onLeave() {
        leaving = true;
        return waiting.isIdle() ? Behaviors.stopped() : this;
    }

    private Behavior<EntityCommand> onMachineStopped() {
        waiting.askers().forEach(asker -> asker.tell(new Answer.OutcomeUnknown()));
        return Behaviors.stopped();
    }

    private void admit() {
        waiting.next(runtime.uptime()).ifPresent(next -> machine.tell(new MachineCommand.Carry<>(next)));
    }
}
