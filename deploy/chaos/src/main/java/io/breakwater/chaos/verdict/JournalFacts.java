package io.breakwater.chaos.verdict;

import io.breakwater.node.audit.JournalSource;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.waterfall.process.EntityId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a journal says, boiled down to what clients can hold against it. What it says in itself is for the auditor.
 *
 * @param effects what requests have brought about
 * @param steps what accounts have gone through, each account's in the order of their numbers
 * @param defaultsDeclared how many defaults were declared
 * @param defaultsClosed how many of them came to their end
 * @param layers how often layers took something, by their names
 */
public record JournalFacts(
        List<Effect> effects,
        List<AccountStep> steps,
        long defaultsDeclared,
        long defaultsClosed,
        SortedMap<String, Long> layers) {

    public JournalFacts {
        effects = List.copyOf(effects);
        steps = List.copyOf(steps);
        layers = Collections.unmodifiableSortedMap(new TreeMap<>(layers));
    }

    /** Reads a whole journal once. Rows that are no events are for the auditor to find. */
    public static JournalFacts read(JournalSource source) {
        JournalReader reader = new JournalReader();
        for (String persistenceId : source.persistenceIds()) {
            EntityId entity = EntityId.parse(persistenceId);
            source.read(persistenceId, new JournalSource.Rows() {
                @Override
                public void row(JournalRow row) {
                    reader.event(
                            entity,
                            row.sequenceNumber(),
                            source.event(row.event().payload()));
                }

                @Override
                public void partition(Head head, long deletedTo) {
                    // Heads are the auditor's.
                }
            });
        }
        return reader.facts();
    }
}
