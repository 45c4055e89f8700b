package io.breakwater.chaos.cluster;

import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Incarnation.Current;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What survives: for each entity its events 1, 2, ... and a snapshot. A row is stored only under the number after the last
 * one, and only while its writer has the last claim on the entity: the compare-and-set that production has from Cassandra.
 */
public final class Journal {

    private final Map<EntityId, List<Row>> logs = new TreeMap<>();
    private final Map<EntityId, String> claims = new TreeMap<>();
    private final Map<EntityId, Current<?>> snapshots = new TreeMap<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private long rows;
    private long hash = 1;

    /**
     * One event as it was persisted.
     *
     * @param writer the instance that wrote it
     * @param decided true time when it was decided, in nanoseconds since the beginning
     * @param at true time when it was stored
     */
    public record Row(EntityId entity, long number, Object event, Cause cause, String writer, long decided, long at) {}

    /** Who sees every row at the moment it is stored. */
    public interface Watcher {
        void stored(Row row);
    }

    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Everything that one read finds of an entity: its events, and whose claim was the last, empty before the first. */
    record Found(EntityId entity, List<Row> rows, String claim) {
        Found {
            rows = List.copyOf(rows);
        }
    }

    Found find(EntityId entity) {
        return new Found(entity, rows(entity), claims.getOrDefault(entity, ""));
    }

    /** From here on this writer alone may write; refused if anybody has written or claimed since that was found. */
    boolean claim(Found found, String writer) {
        boolean unchanged = rows(found.entity()).size() == found.rows().size()
                && claims.getOrDefault(found.entity(), "").equals(found.claim());
        if (unchanged) {
            claims.put(found.entity(), writer);
        }
        return unchanged;
    }

    /** Stores the row if its number is the next one and its writer has the claim. */
    boolean append(Row row) {
        List<Row> log = logs.computeIfAbsent(row.entity(), none -> new ArrayList<>());
        if (row.number() != log.size() + 1L || !row.writer().equals(claims.get(row.entity()))) {
            return false;
        }
        log.add(row);
        rows++;
        mix(row.entity().toString());
        mix(row.event().toString());
        watchers.forEach(watcher -> watcher.stored(row));
        return true;
    }

    /** All events of an entity, oldest first. */
    public List<Row> rows(EntityId entity) {
        return logs.getOrDefault(entity, List.of());
    }

    /** Every entity that has an event, in the order of their ids. */
    public Iterable<EntityId> entities() {
        return List.copyOf(logs.keySet());
    }

    public void keep(EntityId entity, Current<?> snapshot) {
        snapshots.put(entity, snapshot);
    }

    public Optional<Current<?>> snapshot(EntityId entity) {
        return Optional.ofNullable(snapshots.get(entity));
    }

    public long size() {
        return rows;
    }

    /** A hash over everything that was ever stored, in the order it was. */
    public long hash() {
        return hash;
    }

    private void mix(String text) {
        // FNV-1a over the characters: the same in every JVM, unlike the hash codes of enums.
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
    }
}
