package io.breakwater.node.entity;

import io.breakwater.waterfall.process.Admission;
import org.apache.pekko.actor.typed.ActorRef;

/** Tells askers that their input was not even looked at. */
enum Refused implements Admission.Refusals<ActorRef<Answer>> {
    REFUSED;

    @Override
    public void overloaded(ActorRef<Answer> asker, String lane, int bound) {
        asker.tell(new Answer.Overloaded(lane, bound));
    }

    @Override
    public void tooLate(ActorRef<Answer> asker) {
        asker.tell(new Answer.TooLate());
    }
}
