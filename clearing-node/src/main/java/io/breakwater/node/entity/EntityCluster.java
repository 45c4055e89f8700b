package io.breakwater.node.entity;

import io.breakwater.node.entity.EntityCommand.Deliver;
import io.breakwater.node.journal.Attributed;
import io.breakwater.node.journal.cassandra.EventReader;
import io.breakwater.node.time.ClockExchange;
import io.breakwater.node.time.HouseTime;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;

/** All entities of the cluster, as one node reaches them: one sharded type, addressed by {@link EntityId}. */
public final class EntityCluster implements EntityRuntime {

    private static final EntityTypeKey<EntityCommand> KEY = EntityTypeKey.create(EntityCommand.class, "entity");

    private final ActorSystem<?> system;
    private final ActorRef<EntityCommand> region;
    private final HouseTime houseTime;
    private final EventReader ownEvents;
    private final int eventsPerSnapshot;

    private EntityCluster(ActorSystem<?> system, EntityTypes types, HouseTime houseTime, EventReader ownEvents) {
        this.system = system;
        this.houseTime = houseTime;
        this.ownEvents = ownEvents;
        this.eventsPerSnapshot = system.settings().config().getInt("breakwater.node.events-per-snapshot");
        this.region = ClusterSharding.get(system)
                .init(Entity.of(KEY, context -> types.gate(EntityId.parse(context.getEntityId()), this))
                        .withMessageExtractor(new Addressing())
                        .withStopMessage(EntityCommand.Leave.LEAVE));
    }

    /** Starts sharding on this node, for the kinds of entity given. */
    public static EntityCluster start(
            ActorSystem<?> system, EntityTypes types, HouseTime houseTime, EventReader ownEvents) {
        return new EntityCluster(system, types, houseTime, ownEvents);
    }

    /** Asks an entity on behalf of a caller who waits at most {@code budget}. */
    public CompletionStage<Answer> ask(EntityId to, Message body, Cause cause, Duration budget) {
        return AskPattern.ask(
                region,
                replyTo -> new Deliver(to, body, Optional.empty(), cause, Optional.of(budget), Optional.of(replyTo)),
                budget,
                system.scheduler());
    }

    /** The node on which an entity lives. */
    public CompletionStage<Answer> locate(EntityId to, Duration budget) {
        return AskPattern.ask(region, replyTo -> new EntityCommand.Locate(to, replyTo), budget, system.scheduler());
    }

    @Override
    public String node() {
        return ClockExchange.address(Cluster.get(system).selfMember());
    }

    @Override
    public void send(EntityId from, Send send, Cause cause) {
        deliver(Optional.of(from), send, cause);
    }

    @Override
    public void tell(Send send, Cause cause) {
        deliver(Optional.empty(), send, cause);
    }

    private void deliver(Optional<EntityId> from, Send send, Cause cause) {
        region.tell(new Deliver(send.to(), send.body(), from, cause, Optional.empty(), Optional.empty()));
    }

    @Override
    public Duration uptime() {
        return houseTime.uptime();
    }

    @Override
    public Optional<HouseInstant> houseTime() {
        return houseTime.now();
    }

    @Override
    public CompletionStage<List<Numbered<Object>>> ownEvents(EntityId self, long from, int limit) {
        return ownEvents.read(self.toString(), from, limit).thenApply(events -> events.stream()
                .map(own -> new Numbered<>(own.sequenceNr(), bare(own.payload())))
                .toList());
    }

    private static Object bare(Object event) {
        return event instanceof Attributed attributed ? attributed.event() : event;
    }

    @Override
    public int eventsPerSnapshot() {
        return eventsPerSnapshot;
    }

    private static final class Addressing extends ShardingMessageExtractor<EntityCommand, EntityCommand> {
        @Override
        public String entityId(EntityCommand message) {
            if (message instanceof Deliver delivery) {
                return delivery.to().toString();
            }
            if (message instanceof EntityCommand.Locate question) {
                return question.to().toString();
            }
            throw new IllegalArgumentException("not addressed to an entity: " + message);
        }

        @Override
        public String shardId(String entityId) {
            return Placement.shard(EntityId.parse(entityId));
        }

        @Override
        public EntityCommand unwrapMessage(EntityCommand message) {
            return message;
        }
    }
}
