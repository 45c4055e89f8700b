package io.breakwater.node.bucket;

import io.breakwater.node.entity.EntityRuntime;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Calls on every bucket every two seconds, a few at a time, so that it lives and looks after its accounts. */
public final class BucketStarter {

    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int CALLS = 16;

    private BucketStarter() {}

    /** What a starter is told. */
    public enum Command {
        /** A part of the round is due. */
        CALL,
        /** The node leaves: call on nobody any more, so that shards can be handed over. */
        STOP
    }

    /** One node's starter. */
    public static Behavior<Command> create(String node, EntityRuntime entities) {
        Cause cause = new Cause("node/" + node, Optional.empty(), "starter");
        return Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Command.CALL, ROUND.dividedBy(CALLS));
            return calling(0, cause, entities);
        });
    }

    private static Behavior<Command> calling(int turn, Cause cause, EntityRuntime entities) {
        return Behaviors.receiveMessage(command -> {
            if (command == Command.STOP) {
                return Behaviors.stopped();
            }
            for (int bucket = turn; bucket < Buckets.COUNT; bucket += CALLS) {
                EntityId to = EntityId.of(EntityKind.BUCKET, Integer.toString(bucket));
                entities.tell(new Send(to, new BucketMessage.Tick()), cause);
            }
            return calling((turn + 1) % CALLS, cause, entities);
        });
    }
}
