package io.breakwater.chaos.simulate;

import io.breakwater.chaos.check.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leaves out of a failing run whatever it fails without: halves of its plan first, then quarters, then single actions, as
 * long as the same invariant is violated. Delta debugging.
 */
final class Minimiser {

    private final long seed;
    private final Simulation.Settings settings;
    private final Invariant invariant;
    private final int places;

    Minimiser(long seed, Simulation.Settings settings, Invariant invariant) {
        this.seed = seed;
        this.settings = settings;
        this.invariant = invariant;
        this.places = Simulation.plan(seed).size();
    }

    /** Places of the plan that the run fails without. */
    Set<Integer> superfluous() {
        Set<Integer> without = new TreeSet<>();
        for (int size = Math.max(1, places / 2); size >= 1; size /= 2) {
            boolean removed = true;
            while (removed) {
                removed = removeChunks(without, size);
            }
        }
        return without;
    }

    private boolean removeChunks(Set<Integer> without, int size) {
        List<Integer> left = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            if (!without.contains(place)) {
                left.add(place);
            }
        }
        boolean removed = false;
        for (int begin = 0; begin < left.size(); begin += size) {
            Set<Integer> tried = new TreeSet<>(without);
            tried.addAll(left.subList(begin, Math.min(left.size(), begin + size)));
            if (fails(tried)) {
                without.addAll(tried);
                removed = true;
            }
        }
        return removed;
    }

    private boolean fails(Set<Integer> without) {
        return Simulation.run(seed, settings, without, none -> {})
                .violation()
                .map(violation -> violation.invariant())
                .equals(Optional.of(invariant));
    }
}
