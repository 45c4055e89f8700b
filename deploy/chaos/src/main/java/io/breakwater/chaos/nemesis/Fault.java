package io.breakwater.chaos.nemesis;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One fault of a schedule.
 *
 * @param at milliseconds since the run began at which it strikes, or from which it waits for its moment
 * @param kind what is done
 * @param targets the nodes it strikes; empty where the kind says so itself
 * @param millis how long it lasts
 * @param amount what the kind says it is, else 0
 * @param when the step of an episode that it waits for, a phase or a layer without its prefix; empty for any
 */
public record Fault(long at, FaultKind kind, List<String> targets, long millis, long amount, String when) {
    public Fault {
        targets = List.copyOf(targets);
    }

    /** The same so much later. */
    Fault after(long later) {
        return new Fault(at + later, kind, targets, millis, amount, when);
    }

    @Override
    public String toString() {
        String target = targets.isEmpty() ? "" : targets.stream().collect(Collectors.joining("+", " ", ""));
        return String.format(
                "%7.1f s  %s%s for %.1f s%s%s",
                at / 1e3,
                kind.text(),
                target,
                millis / 1e3,
                amount == 0 ? "" : ", " + amount,
                when.isEmpty() ? "" : ", at " + when);
    }
}
