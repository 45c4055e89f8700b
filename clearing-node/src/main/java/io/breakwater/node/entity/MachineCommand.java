package io.breakwater.node.entity;

import io.breakwater.waterfall.process.Admission.Waiting;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Numbered;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What the actor behind a gate is told; nothing of it leaves the node. */
sealed interface MachineCommand {

    /** One input that was let in. */
    record Carry<I extends Message>(Waiting<I, ActorRef<Answer>> input) implements MachineCommand {}

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
