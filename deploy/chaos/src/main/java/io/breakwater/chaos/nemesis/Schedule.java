package io.breakwater.chaos.nemesis;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All faults of a run, in the order in which they strike.
 *
 * @param scenario the scenario it was drawn from
 * @param seed the seed it was drawn from
 * @param nodes how many nodes the cluster has
 * @param millis when the last fault is healed at the latest, since the run began
 */
public record Schedule(String scenario, long seed, int nodes, long millis, List<Fault> faults) {
    public Schedule {
        faults = List.copyOf(faults);
    }

    /** The same so much later. */
    public Schedule after(long later) {
        return new Schedule(
                scenario,
                seed,
                nodes,
                millis + later,
                faults.stream().map(fault -> fault.after(later)).toList());
    }

    /** The nodes whose clock is set. */
    public Set<String> otherClocks() {
        Set<String> nodes = new TreeSet<>();
        faults.stream()
                .filter(fault -> fault.kind() == FaultKind.CLOCK)
                .forEach(fault -> nodes.addAll(fault.targets()));
        return nodes;
    }
}
