package io.breakwater.chaos.simulate;

import io.breakwater.chaos.check.Violation;
import io.breakwater.chaos.cluster.FaultKind;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one run.
 *
 * @param hash over everything that was persisted
 * @param virtualNanos how long it took in virtual time
 * @param faults how often each kind of fault struck
 * @param defaults the last layer that each finished default needed
 * @param doubles how often an entity was started while it lived elsewhere
 */
record Outcome(
        long seed,
        long hash,
        long events,
        long steps,
        long virtualNanos,
        Map<FaultKind, Long> faults,
        List<Layer> defaults,
        long doubles,
        Optional<Violation> violation) {

    /** Fewer faults do not make a test. */
    static final int FAULTS = 5;

    /** Faults that struck; all that happened to single messages counts once for each kind. */
    long struck() {
        return faults.entrySet().stream()
                .mapToLong(each -> each.getKey().isOfOneMessage() ? 1 : each.getValue())
                .sum();
    }

    /** A run counts when enough went wrong in it and a default ran to the last layer that it needed. */
    boolean counts() {
        return struck() >= FAULTS && !defaults.isEmpty();
    }
}
