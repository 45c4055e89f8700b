package io.breakwater.node.audit;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.ConfigFactory;
import io.breakwater.node.journal.Attribution;
import io.breakwater.node.journal.Chain;
import io.breakwater.node.journal.EventBatch;
import io.breakwater.node.journal.EventCodec;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.journal.JournalStore;
import io.breakwater.node.journal.Partitions;
import io.breakwater.node.journal.StoredEvent;
import io.breakwater.node.journal.StoredPayload;
import io.breakwater.node.journal.WriteOutcome;
import io.breakwater.node.journal.cassandra.TestKeyspace;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.process.EntityId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.ActorSystem;

/** A house in a keyspace of its own on the real Cassandra, written through the journal's store and tampered with by CQL. */
final class StoredHouse implements AutoCloseable {

    private final TestKeyspace keyspace = TestKeyspace.create();
    private final JournalStore store = keyspace.store(Partitions.FIXED);
    private final ActorSystem system = ActorSystem.create("audit-it", ConfigFactory.load("breakwater-audit"));
    private final EventCodec codec = new EventCodec(system);
    private final Map<EntityId, Head> heads = new HashMap<>();

    /** A house in whose books something of everything has happened. */
    static StoredHouse busy() {
        StoredHouse house = new StoredHouse();
        MadeHouse.busy(house::append);
        return house;
    }

    String keyspace() {
        return keyspace.name();
    }

    long append(EntityId entity, Object event) {
        return append(entity, codec.payload(event), event);
    }

    /** What stands under a number, written again under the next one, as the store itself would. */
    void appendAgain(EntityId entity, long number) {
        StoredPayload payload = row(entity, number).event().payload();
        append(entity, payload, codec.object(payload));
    }

    private long append(EntityId entity, StoredPayload payload, Object event) {
        Head before = heads.getOrDefault(entity, Head.NONE);
        Instant at =
                event instanceof AccountEvent.CallExpired expired ? expired.at().time() : MadeHouse.NOW;
        StoredEvent stored = new StoredEvent(
                entity.toString(),
                before.sequenceNumber() + 1,
                payload,
                "",
                "writer-1",
                0,
                Set.of(),
                Optional.empty(),
                Optional.of(Attribution.of("entity/test", "1", at)));
        EventBatch batch = EventBatch.continuing(before, List.of(stored));
        WriteOutcome outcome =
                store.write(List.of(batch)).get(0).toCompletableFuture().join();
        if (!(outcome instanceof WriteOutcome.Written)) {
            throw new IllegalStateException(outcome.toString());
        }
        heads.put(entity, batch.head(Partitions.FIXED));
        return stored.sequenceNumber();
    }

    /** Replaces text in the stored payload of a row, and nothing else. */
    void alter(EntityId entity, long number, String text, String by) {
        StoredPayload payload = row(entity, number).event().payload();
        String altered = payload.bytes().utf8String().replace(text, by);
        if (altered.equals(payload.bytes().utf8String())) {
            throw new IllegalArgumentException(text + " is not in " + altered);
        }
        execute(
                "UPDATE %s.journal SET payload = textAsBlob(?) WHERE persistence_id = ? AND partition_number = 0"
                        + " AND sequence_number = ?",
                altered, entity.toString(), number);
    }

    /** Computes every link and the head anew, as somebody would who covers his tracks. */
    void chainAnew(EntityId entity) {
        Chain chain = Chain.GENESIS;
        for (JournalRow row : keyspace.reader().rows(entity.toString())) {
            chain = chain.next(
                    entity.toString(), row.sequenceNumber(), row.event().payload());
            execute(
                    "UPDATE %s.journal SET chain = ?, head_chain = ? WHERE persistence_id = ? AND partition_number = 0"
                            + " AND sequence_number = ?",
                    chain.digest().asByteBuffer(),
                    chain.digest().asByteBuffer(),
                    entity.toString(),
                    row.sequenceNumber());
        }
    }

    void remove(EntityId entity, long number) {
        execute(
                "DELETE FROM %s.journal WHERE persistence_id = ? AND partition_number = 0 AND sequence_number = ?",
                entity.toString(), number);
    }

    /** Two rows change their numbers, with everything in them. */
    void exchange(EntityId entity, long one, long other) {
        Row first = stored(entity, one);
        Row second = stored(entity, other);
        put(second, one);
        put(first, other);
    }

    private void put(Row row, long number) {
        execute(
                "UPDATE %s.journal SET payload = ?, manifest = ?, serializer_id = ?, chain = ? WHERE persistence_id = ?"
                        + " AND partition_number = 0 AND sequence_number = ?",
                Objects.requireNonNull(row.getByteBuffer("payload")),
                Objects.requireNonNull(row.getString("manifest")),
                row.getInt("serializer_id"),
                Objects.requireNonNull(row.getByteBuffer("chain")),
                Objects.requireNonNull(row.getString("persistence_id")),
                number);
    }

    private Row stored(EntityId entity, long number) {
        return Objects.requireNonNull(keyspace.session()
                .execute(SimpleStatement.newInstance(
                        ("SELECT * FROM %s.journal WHERE persistence_id = ? AND partition_number = 0"
                                        + " AND sequence_number = ?")
                                .formatted(keyspace.name()),
                        entity.toString(),
                        number))
                .one());
    }

    private JournalRow row(EntityId entity, long number) {
        return keyspace.reader().rows(entity.toString()).get((int) number - 1);
    }

    private void execute(String cql, Object... values) {
        keyspace.session().execute(SimpleStatement.newInstance(cql.formatted(keyspace.name()), values));
    }

    @Override
    public void close() {
        system.terminate();
        keyspace.close();
    }
}
