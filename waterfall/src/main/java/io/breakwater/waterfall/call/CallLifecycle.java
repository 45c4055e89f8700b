package io.breakwater.waterfall.call;

import static io.breakwater.waterfall.call.CallStage.ACKNOWLEDGED;
import static io.breakwater.waterfall.call.CallStage.CANCELLED;
import static io.breakwater.waterfall.call.CallStage.EXPIRED;
import static io.breakwater.waterfall.call.CallStage.ISSUED;
import static io.breakwater.waterfall.call.CallStage.MET;
import static io.breakwater.waterfall.call.CallStage.PARTLY_MET;
import static io.breakwater.waterfall.call.CallStep.ACKNOWLEDGE;
import static io.breakwater.waterfall.call.CallStep.CANCEL;
import static io.breakwater.waterfall.call.CallStep.EXPIRE;
import static io.breakwater.waterfall.call.CallStep.EXTEND;
import static io.breakwater.waterfall.call.CallStep.PAY_ALL;
import static io.breakwater.waterfall.call.CallStep.PAY_PART;
import static io.breakwater.waterfall.call.CallStep.RAISE;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The life of a margin call as one table: what is not declared here cannot happen. A raise asks for a new
 * acknowledgement unless something is paid already; a final stage has no way out.
 */
public final class CallLifecycle {

    /** One declared step from a stage to the next. */
    public record Transition(CallStage from, CallStep step, CallStage to) {}

    private static final List<Transition> TABLE = List.of(
            new Transition(ISSUED, ACKNOWLEDGE, ACKNOWLEDGED),
            new Transition(ISSUED, RAISE, ISSUED),
            new Transition(ISSUED, PAY_PART, PARTLY_MET),
            new Transition(ISSUED, PAY_ALL, MET),
            new Transition(ISSUED, EXTEND, ISSUED),
            new Transition(ISSUED, CANCEL, CANCELLED),
            new Transition(ISSUED, EXPIRE, EXPIRED),
            new Transition(ACKNOWLEDGED, RAISE, ISSUED),
            new Transition(ACKNOWLEDGED, PAY_PART, PARTLY_MET),
            new Transition(ACKNOWLEDGED, PAY_ALL, MET),
            new Transition(ACKNOWLEDGED, EXTEND, ACKNOWLEDGED),
            new Transition(ACKNOWLEDGED, CANCEL, CANCELLED),
            new Transition(ACKNOWLEDGED, EXPIRE, EXPIRED),
            new Transition(PARTLY_MET, ACKNOWLEDGE, PARTLY_MET),
            new Transition(PARTLY_MET, RAISE, PARTLY_MET),
            new Transition(PARTLY_MET, PAY_PART, PARTLY_MET),
            new Transition(PARTLY_MET, PAY_ALL, MET),
            new Transition(PARTLY_MET, EXTEND, PARTLY_MET),
            new Transition(PARTLY_MET, CANCEL, CANCELLED),
            new Transition(PARTLY_MET, EXPIRE, EXPIRED));

    private CallLifecycle() {}

    /** Every declared transition. */
    public static List<Transition> table() {
        return TABLE;
    }

    /** Whether a step is declared in a stage. */
    public static boolean allows(CallStage from, CallStep step) {
        return find(from, step).isPresent();
    }

    /** The stage after a step; an undeclared step is a fault. */
    public static CallStage after(CallStage from, CallStep step) {
        return find(from, step)
                .map(Transition::to)
                .orElseThrow(() -> new IllegalStateException("a call cannot " + step + " when " + from));
    }

    /** The table as a Mermaid state diagram. */
    public static String diagram() {
        return TABLE.stream()
                .map(each -> "  " + each.from() + " --> " + each.to() + ": " + each.step())
                .collect(Collectors.joining("\n", "stateDiagram-v2\n  [*] --> ISSUED\n", "\n"));
    }

    private static Optional<Transition> find(CallStage from, CallStep step) {
        return TABLE.stream()
                .filter(each -> each.from() == from && each.step() == step)
                .findFirst();
    }
}
