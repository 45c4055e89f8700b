package io.breakwater.node.entity;

import io.breakwater.node.entity.EntityCommand.Carried;
import io.breakwater.node.entity.EntityCommand.Deliver;
import io.breakwater.node.entity.EntityCommand.Leave;
import io.breakwater.node.entity.EntityCommand.Locate;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Lane, Deque<Waiting<I>>> lanes = new EnumMap<>(Lane.class);
    private List<Waiting<I>> underWay = List.of();
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
        I body = understood.get();
        Lane lane = type.lane().apply(body);
        Deque<Waiting<I>> queue = waitingIn(lane);
        if (queue.size() >= lane.bound()) {
            delivery.replyTo().ifPresent(asker -> asker.tell(new Answer.Overloaded(lane.name(), lane.bound())));
            return this;
        }
        Envelope<I> envelope = new Envelope<>(body, delivery.from(), delivery.cause());
        Optional<Long> until =
                delivery.budget().map(budget -> runtime.uptime().plus(budget).toNanos());
        queue.add(new Waiting<>(envelope, until, delivery.replyTo()));
        admit();
        return this;
    }

    private Behavior<EntityCommand> onLocate(Locate question) {
        question.replyTo().tell(new Answer.LivesAt(runtime.node()));
        return this;
    }

    private Behavior<EntityCommand> onCarried() {
        underWay = List.of();
        admit();
        return leaving && underWay.isEmpty() ? Behaviors.stopped() : this;
    }

    private Behavior<EntityCommand> onLeave() {
        leaving = true;
        return underWay.isEmpty() ? Behaviors.stopped() : this;
    }

    private Behavior<EntityCommand> onMachineStopped() {
        underWay.forEach(waiting -> waiting.answer(new Answer.OutcomeUnknown()));
        lanes.values().forEach(lane -> lane.forEach(waiting -> waiting.answer(new Answer.OutcomeUnknown())));
        return Behaviors.stopped();
    }

    private Deque<Waiting<I>> waitingIn(Lane lane) {
        return lanes.computeIfAbsent(lane, ignored -> new ArrayDeque<>());
    }

    private void admit() {
        if (!underWay.isEmpty()) {
            return;
        }
        for (Lane lane : Lane.values()) {
            List<Waiting<I>> next = take(lane);
            if (!next.isEmpty()) {
                underWay = next;
                Envelope<I> first = next.get(0).envelope();
                I body = next.stream()
                        .map(waiting -> waiting.envelope().body())
                        .reduce(type.fold())
                        .orElseThrow();
                machine.tell(new MachineCommand.Carry<>(
                        new Envelope<>(body, first.from(), first.cause()),
                        next.get(0).until(),
                        next.get(0).replyTo()));
                return;
            }
        }
    }

    /** The next input of a lane whose asker still waits; of the postings lane, all of them. */
    private List<Waiting<I>> take(Lane lane) {
        Deque<Waiting<I>> queue = waitingIn(lane);
        List<Waiting<I>> taken = new ArrayList<>();
        while (!queue.isEmpty() && (taken.isEmpty() || lane == Lane.POSTINGS)) {
            Waiting<I> waiting = queue.remove();
            if (waiting.until().isPresent()
                    && waiting.until().get() < runtime.uptime().toNanos()) {
                waiting.answer(new Answer.TooLate());
            } else {
                taken.add(waiting);
            }
        }
        return taken;
    }

    private record Waiting<I extends Message>(
            Envelope<I> envelope, Optional<Long> until, Optional<ActorRef<Answer>> replyTo) {
        void answer(Answer answer) {
            replyTo.ifPresent(asker -> asker.tell(answer));
        }
    }
}
