package io.breakwater.node.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The heads of the ids written or recovered last, at most {@code bound} of them: what the next write of an id continues.
 * A forgotten head costs one read of the store. Safe for use by several threads.
 */
final class RememberedHeads {
    private final Map<String, Head> heads;

    RememberedHeads(int bound) {
        this.heads = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Head> eldest) {
                return size() > bound;
            }
        };
    }

    /** The head of an id if it is remembered and is the given number; any other number is out of date. */
    synchronized Optional<Head> at(String persistenceId, long sequenceNumber) {
        return Optional.ofNullable(heads.get(persistenceId)).filter(head -> head.sequenceNumber() == sequenceNumber);
    }

    synchronized void remember(String persistenceId, Head head) {
        heads.put(persistenceId, head);
    }

    synchronized void forget(String persistenceId) {
        heads.remove(persistenceId);
    }
}
