package io.breakwater.node.scenario.drive;

import io.breakwater.protocol.common.v1.JournalPosition;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far the sources of the house have acknowledged what was sent: what a read of an account has to include. */
final class Reached {

    private final SortedMap<String, Long> bySource = new TreeMap<>();
    private long snapshot;

    void add(JournalPosition position) {
        bySource.merge(position.getSource(), position.getNumber(), Math::max);
    }

    void addSnapshot(long number) {
        snapshot = Math.max(snapshot, number);
    }

    /** The newest snapshot that holds a price that was sent, 0 before the first. */
    long snapshot() {
        return snapshot;
    }

    List<JournalPosition> positions() {
        return bySource.entrySet().stream()
                .map(source -> JournalPosition.newBuilder()
                        .setSource(source.getKey())
                        .setNumber(source.getValue())
                        .build())
                .toList();
    }
}
