package io.breakwater.chaos.planted;

import io.breakwater.chaos.simulate.Seeds;
import io.breakwater.node.audit.Audit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One tier at one seed: what it finds. */
final class Search {

    /** The house time of a row is a column of the node's journal; the simulated one has true time in its place. */
    private static final String ATTRIBUTION = "14 attribution";

    private Search() {}

    /**
     * What was found.
     *
     * @param by the invariants, or the checker, that do not hold
     */
    record Found(List<String> by, String text) {}

    static Optional<Found> at(Plant plant, long seed) {
        return switch (plant.tier()) {
            case SIMULATION ->
                Seeds.violation(seed)
                        .map(found -> new Found(List.of(found.invariant().name()), String.valueOf(found.getMessage())));
            case AUDITOR -> audited(seed);
            case UNIT ->
                Checkers.named(plant.finding()).found(seed).map(text -> new Found(List.of(plant.finding()), text));
        };
    }

    private static Optional<Found> audited(long seed) {
        SimulatedSource journal = new SimulatedSource();
        Seeds.violation(seed, journal);
        var broken = Audit.of(journal).invariants().stream()
                .filter(each -> !each.holds() && !each.name().equals(ATTRIBUTION))
                .toList();
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(
                        broken.stream().map(each -> each.name()).toList(),
                        broken.stream()
                                .map(each -> each.name() + ": " + each.detail())
                                .collect(Collectors.joining("; "))));
    }
}
