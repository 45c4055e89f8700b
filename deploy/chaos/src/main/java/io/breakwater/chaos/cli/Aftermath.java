package io.breakwater.chaos.cli;

import io.breakwater.chaos.run.Struck;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the processes themselves have shown.
 *
 * @param nodes how many form the cluster
 * @param struck the faults
 * @param missed planned faults that found nobody to strike
 * @param failed planned faults that could not be carried out
 * @param ends nodes that have ended by themselves
 * @param wholeAfter milliseconds from the last healing until every node served and saw all others, or -1 for never
 * @param restartedAfter the same from the last restart of all nodes
 * @param forbidden lines of logs that no fault excuses
 */
record Aftermath(
        int nodes,
        List<Struck> struck,
        List<String> missed,
        List<String> failed,
        List<Struck> ends,
        long wholeAfter,
        long restartedAfter,
        List<String> restless,
        List<String> forbidden) {

    /** How long after the last healing the cluster has to be whole. */
    static final long HEALS_WITHIN_MILLIS = 60_000;

    /** How long after the death of all nodes at once. */
    static final long RESTARTS_WITHIN_MILLIS = 90_000;

    /** How long a fault may still be the reason for what a node does: it is downed, leaves, and its process ends. */
    private static final long EXCUSED_MILLIS = 40_000;

    /** Kinds that no node has a reason to leave for. */
    private static final Set<String> HARMLESS = Set.of("clock", "cut-clients", "scale");

    /** Kinds that leave nobody sure of anybody. */
    private static final Set<String> FOR_ALL = Set.of("flap", "partition-ring", "journal-pause", "journal-kill");

    List<Verdict> verdicts() {
        return List.of(faults(), healing(), rest(), restart(), falseDowning(), logs());
    }

    private Verdict faults() {
        String counts = struck.size() + " struck, " + missed.size() + " found nobody, " + failed.size() + " failed";
        if (!failed.isEmpty()) {
            return new Verdict("faults", Judgement.UNKNOWN, counts + "; " + failed.get(0));
        }
        boolean most = struck.size() > missed.size();
        return new Verdict(
                "faults",
                most ? Judgement.HOLDS : Judgement.UNKNOWN,
                missed.isEmpty() ? counts : counts + ": " + missed.get(0));
    }

    private Verdict healing() {
        return within("cluster-heals", wholeAfter, HEALS_WITHIN_MILLIS, "after the last fault was healed");
    }

    /** Without the help of a restart. */
    private Verdict rest() {
        return restless.isEmpty()
                ? new Verdict("house-rests", Judgement.HOLDS, "nothing went on any more before the nodes were killed")
                : new Verdict("house-rests", Judgement.VIOLATED, "there still went on: " + restless.get(0));
    }

    private Verdict restart() {
        return within("cluster-restarts", restartedAfter, RESTARTS_WITHIN_MILLIS, "after all nodes were killed");
    }

    private static Verdict within(String check, long took, long bound, String after) {
        boolean holds = took >= 0 && took <= bound;
        String detail = took < 0
                ? "not every node served and saw all others " + after
                : String.format("every node served and saw all others %.1f s %s", took / 1e3, after);
        return new Verdict(check, holds ? Judgement.HOLDS : Judgement.VIOLATED, detail);
    }

    /** A node that nothing had struck has no reason to leave, unless so many were struck that it had lost its majority. */
    private Verdict falseDowning() {
        return ends.stream()
                .filter(end -> !isExcused(end))
                .findFirst()
                .map(end -> new Verdict(
                        "no-false-downing",
                        Judgement.VIOLATED,
                        end.target() + " ended by itself at " + end.from() + " ms (" + end.detail()
                                + "), and no fault had struck it"))
                .orElseGet(() -> new Verdict(
                        "no-false-downing",
                        Judgement.HOLDS,
                        ends.size() + " ends of nodes, each after a fault of its own"));
    }

    private boolean isExcused(Struck end) {
        // A node that has just left itself is not yet back in the cluster: it counts as struck when another one leaves.
        List<Struck> recent = Stream.concat(struck.stream(), ends.stream().filter(other -> !other.target()
                        .equals(end.target())))
                .filter(fault -> fault.from() <= end.from() && fault.until() + EXCUSED_MILLIS >= end.from())
                .filter(fault -> !HARMLESS.contains(fault.kind()))
                .toList();
        Set<String> hit = recent.stream()
                .flatMap(fault -> Arrays.stream(fault.target().split("\\+", -1)))
                .collect(Collectors.toSet());
        boolean all = hit.contains("all") || recent.stream().anyMatch(fault -> FOR_ALL.contains(fault.kind()));
        return all || hit.contains(end.target()) || hit.size() >= nodes - nodes / 2;
    }

    private Verdict logs() {
        return forbidden.isEmpty()
                ? new Verdict("logs", Judgement.HOLDS, "no line that a fault does not excuse")
                : new Verdict(
                        "logs", Judgement.VIOLATED, forbidden.size() + " lines; the first is " + forbidden.get(0));
    }
}
