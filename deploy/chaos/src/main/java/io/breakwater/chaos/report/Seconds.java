package io.breakwater.chaos.report;

import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What clients saw in each second of a run, by when operations were sent. */
record Seconds(List<Second> seconds) {

    private static final int PER_SECOND = 1_000;
    private static final int P99 = 99;

    /** How many were answered, refused and left open, and within how many milliseconds 99 % of the answers came. */
    record Second(long at, int ok, int refused, int unknown, long p99) {}

    Seconds {
        seconds = List.copyOf(seconds);
    }

    static Seconds of(List<Operation> operations) {
        SortedMap<Long, List<Operation>> bySecond = new TreeMap<>();
        long last = operations.stream().mapToLong(Operation::invokedAt).max().orElse(0) / PER_SECOND;
        for (long second = 0; second <= last; second++) {
            bySecond.put(second, new ArrayList<>());
        }
        operations.stream().filter(each -> !each.entrance().isEmpty()).forEach(each -> bySecond.computeIfAbsent(
                        each.invokedAt() / PER_SECOND, any -> new ArrayList<>())
                .add(each));
        List<Second> seconds = new ArrayList<>();
        bySecond.forEach((second, some) -> seconds.add(second(second, some)));
        return new Seconds(seconds);
    }

    private static Second second(long at, List<Operation> operations) {
        return new Second(
                at,
                count(operations, Result.OK),
                count(operations, Result.REFUSED),
                count(operations, Result.UNKNOWN),
                p99(operations));
    }

    private static int count(List<Operation> operations, Result result) {
        return (int) operations.stream().filter(each -> each.result() == result).count();
    }

    /** Of answers and refusals; 0 when there were none. */
    static long p99(List<Operation> operations) {
        List<Long> took = new ArrayList<>(operations.stream()
                .filter(each -> each.result() != Result.UNKNOWN)
                .map(each -> each.endedAt() - each.invokedAt())
                .toList());
        if (took.isEmpty()) {
            return 0;
        }
        Collections.sort(took);
        return took.get(Math.min(took.size() - 1, took.size() * P99 / 100));
    }
}
