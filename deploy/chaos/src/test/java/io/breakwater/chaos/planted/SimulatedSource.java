package io.breakwater.chaos.planted;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.chaos.cluster.World;
import io.breakwater.node.audit.JournalSource;
import io.breakwater.node.journal.Attribution;
import io.breakwater.node.journal.EventBatch;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.journal.Partitions;
import io.breakwater.node.journal.StoredEvent;
import io.breakwater.node.journal.StoredPayload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pekko.util.ByteString;

/**
 * What a simulated house has persisted, as the auditor reads it: chained as the node's journal does it. The bytes of an event
 * are its place in a list.
 */
final class SimulatedSource implements JournalSource, Journal.Watcher {

    private final List<Object> events = new ArrayList<>();
    private final SortedMap<String, List<JournalRow>> rows = new TreeMap<>();
    private final SortedMap<String, Head> heads = new TreeMap<>();

    @Override
    public void stored(Journal.Row row) {
        String id = row.entity().toString();
        events.add(row.event());
        ByteString bytes = ByteString.fromArray(
                ByteBuffer.allocate(Integer.BYTES).putInt(events.size() - 1).array());
        StoredEvent event = new StoredEvent(
                id,
                row.number(),
                new StoredPayload(0, row.event().getClass().getName(), bytes),
                "",
                row.writer(),
                row.at() / 1_000_000,
                Set.of(),
                Optional.empty(),
                Optional.of(new Attribution(
                        row.cause().principal(),
                        row.cause().onBehalfOf(),
                        row.cause().requestId(),
                        Optional.of(World.BEGINNING.plusNanos(row.decided())))));
        Head head = heads.getOrDefault(id, Head.NONE);
        EventBatch batch = EventBatch.continuing(head, List.of(event));
        long partition = Partitions.FIXED.of(row.number());
        rows.computeIfAbsent(id, none -> new ArrayList<>())
                .add(new JournalRow(
                        event, partition, batch.writeId(), batch.chain().get(0)));
        heads.put(id, batch.head(Partitions.FIXED));
    }

    @Override
    public List<String> persistenceIds() {
        return List.copyOf(rows.keySet());
    }

    @Override
    public void read(String persistenceId, Rows reader) {
        rows.getOrDefault(persistenceId, List.of()).forEach(reader::row);
        reader.partition(heads.getOrDefault(persistenceId, Head.NONE), 0);
    }

    @Override
    public Object event(StoredPayload payload) {
        return events.get(ByteBuffer.wrap(payload.bytes().toArrayUnsafe()).getInt());
    }
}
