package io.breakwater.node.scenario.drive;

import io.breakwater.protocol.common.v1.JournalPosition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the sources of the house have acknowledged what was sent to each account: what a read of it has to include. An
 * account is told only what concerns it, so it reaches the positions that name it and no others. Threads share it.
 */
final class Reached {

    private final Map<String, SortedMap<String, Long>> byAccount = new TreeMap<>();
    private long snapshot;

    /** A source has acknowledged, at this position, something for each of these accounts. */
    synchronized void add(JournalPosition position, Collection<String> accounts) {
        accounts.forEach(account -> byAccount
                .computeIfAbsent(account, any -> new TreeMap<>())
                .merge(position.getSource(), position.getNumber(), Math::max));
    }

    synchronized void addSnapshot(long number) {
        snapshot = Math.max(snapshot, number);
    }

    /** The newest snapshot that holds a price that was sent, 0 before the first. */
    synchronized long snapshot() {
        return snapshot;
    }

    synchronized List<JournalPosition> positions(String account) {
        return byAccount.getOrDefault(account, new TreeMap<>()).entrySet().stream()
                .map(source -> JournalPosition.newBuilder()
                        .setSource(source.getKey())
                        .setNumber(source.getValue())
                        .build())
                .toList();
    }
}
