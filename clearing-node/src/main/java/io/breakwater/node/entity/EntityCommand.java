package io.breakwater.node.entity;

import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What an entity's gate is told: inputs through cluster sharding, and word from the actor behind it. */
public sealed interface EntityCommand {

    /**
     * One input.
     *
     * @param budget how long the asker still waits, counted from arrival; absent when nobody waits. What is left is
     *     passed on, never a time of day.
     * @param replyTo where the answer goes; an entity that tells another gets its answer as a message instead
     */
    record Deliver(
            EntityId to,
            Message body,
            Optional<EntityId> from,
            Cause cause,
            Optional<Duration> budget,
            Optional<ActorRef<Answer>> replyTo)
            implements EntityCommand {}

    /** Asks where the entity lives; the answer is {@link Answer.LivesAt}. */
    record Locate(EntityId to, ActorRef<Answer> replyTo) implements EntityCommand {}

    /** The shard hands over or the entity was idle: stop once nothing is under way. */
    enum Leave implements EntityCommand {
        LEAVE
    }

    /** The input under way is done with: its event is persisted or it had none. */
    enum Carried implements EntityCommand {
        CARRIED
    }
}
