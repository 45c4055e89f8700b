package io.breakwater.chaos.simulate;

import io.breakwater.chaos.check.Violation;
import io.breakwater.chaos.cluster.Journal;
import java.util.Optional;
import java.util.Set;

/** Runs of the simulation for tests of other packages. */
public final class Seeds {

    private Seeds() {}

    /** What the standard run of a seed violated. */
    public static Optional<Violation> violation(long seed) {
        return Simulation.run(seed).violation();
    }

    /** The same, seen row by row. */
    public static Optional<Violation> violation(long seed, Journal.Watcher watcher) {
        return Simulation.run(seed, Simulation.Settings.STANDARD, Set.of(), watcher)
                .violation();
    }
}
