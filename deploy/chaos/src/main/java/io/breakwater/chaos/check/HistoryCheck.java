package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.waterfall.process.EntityId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Numbers without a gap, and one writer after the other: a writer that was replaced never writes again. */
final class HistoryCheck implements Check {

    private final Map<EntityId, Long> numbers = new HashMap<>();
    private final Map<EntityId, String> writers = new HashMap<>();
    private final Set<String> replaced = new HashSet<>();

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        Long last = numbers.put(row.entity(), row.number());
        if (row.number() != (last == null ? 1 : last + 1)) {
            throw new Violation(Invariant.HISTORY, row.entity() + " " + row.number() + " comes after " + last);
        }
        String writer = writers.put(row.entity(), row.writer());
        if (writer != null && !writer.equals(row.writer())) {
            replaced.add(row.entity() + " " + writer);
        }
        if (replaced.contains(row.entity() + " " + row.writer())) {
            throw new Violation(
                    Invariant.HISTORY,
                    row.entity() + " " + row.number() + " is written by " + row.writer() + ", which was replaced");
        }
    }
}
