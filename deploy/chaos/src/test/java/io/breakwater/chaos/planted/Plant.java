package io.breakwater.chaos.planted;

import io.breakwater.chaos.check.Invariant;
import java.util.List;

/**
 * One bug to be planted.
 *
 * @param name a few words, as in the table of the docs
 * @param breaks what it does, in one sentence
 * @param tier who is to find it
 * @param finding the invariant, or the checker, by whose name it is to be found
 * @param budget seeds from the first one on, within which it is to be found
 */
record Plant(String name, String breaks, Tier tier, String finding, long first, long budget, List<Change> changes) {

    /** Who looks for a bug. */
    enum Tier {
        /** The deterministic simulation with its own checks. */
        SIMULATION,
        /** The auditor, over a journal that the simulation has written. */
        AUDITOR,
        /** A checker that drives one class of production code alone. */
        UNIT
    }

    static Plant simulated(String name, Invariant finding, long first, long budget, String breaks, Change... changes) {
        return new Plant(name, breaks, Tier.SIMULATION, finding.name(), first, budget, List.of(changes));
    }

    static Plant audited(String name, String finding, long first, long budget, String breaks, Change... changes) {
        return new Plant(name, breaks, Tier.AUDITOR, finding, first, budget, List.of(changes));
    }

    static Plant alone(String name, String checker, String breaks, Change... changes) {
        return new Plant(name, breaks, Tier.UNIT, checker, 1, 5, List.of(changes));
    }

    @Override
    public String toString() {
        return name;
    }
}
