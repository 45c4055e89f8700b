package io.breakwater.chaos.report;

import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Struck;
import io.breakwater.chaos.run.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run, as its reports show it.
 *
 * @param scenario the scenario's name
 * @param command what runs it again
 * @param began when it began
 * @param lastedMillis how long it took
 * @param machine where it ran: commit, cores, memory, and whatever else one would want to know, by name
 * @param skipped what could not be done here, one line each
 */
public record RunRecord(
        String scenario,
        long seed,
        String command,
        Instant began,
        long lastedMillis,
        SortedMap<String, String> machine,
        List<String> skipped,
        List<Operation> operations,
        List<Struck> faults,
        List<Verdict> verdicts) {
    public RunRecord {
        machine = Collections.unmodifiableSortedMap(new TreeMap<>(machine));
        skipped = List.copyOf(skipped);
        operations = List.copyOf(operations);
        faults = List.copyOf(faults);
        verdicts = List.copyOf(verdicts);
    }

    /** How many operations ended in each way. */
    Map<Operation.Result, Long> byResult() {
        Map<Operation.Result, Long> counted = new EnumMap<>(Operation.Result.class);
        for (Operation.Result result : Operation.Result.values()) {
            counted.put(
                    result,
                    operations.stream().filter(each -> each.result() == result).count());
        }
        return counted;
    }
}
