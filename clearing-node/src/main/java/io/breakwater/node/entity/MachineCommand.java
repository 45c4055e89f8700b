package io.breakwater.node.entity;

import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Numbered;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What the actor behind a gate is told; nothing of it leaves the node. */
sealed interface MachineCommand {

    /**
     * One admitted input, and who is to get the answer.
     *
     * @param until the uptime in nanoseconds after which the asker waits no more
     */
    record Carry<I extends Message>(Envelope<I> input, Optional<Long> until, Optional<ActorRef<Answer>> replyTo)
            implements MachineCommand {}

    /** The time that the rules asked to be woken at has come. */
    enum Wake implements MachineCommand {
        WAKE
    }

    /** Something was decided; what could not be decided before is looked at again. */
    enum Again implements MachineCommand {
        AGAIN
    }

    /** Own events that the rules asked to see again, in order. */
    record Reread(List<Numbered<Object>> events) implements MachineCommand {}

    /** The own events could not be read; the rules ask again when they are next tended. */
    record RereadFailed(Throwable cause) implements MachineCommand {}
}
