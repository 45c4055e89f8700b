package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.breakwater.node.journal.Attribution;
import io.breakwater.node.journal.Chain;
import io.breakwater.node.journal.EventBatch;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.journal.StoredEvent;
import io.breakwater.node.journal.StoredPayload;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Between an event and its columns. What an event does not have is left unset, so that no tombstone is written. */
final class JournalRows {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final List<String> COLUMNS = List.of(
            "persistence_id",
            "partition_number",
            "sequence_number",
            "payload",
            "serializer_id",
            "manifest",
            "adapter_manifest",
            "writer_id",
            "write_id",
            "timestamp_millis",
            "tags",
            "metadata",
            "metadata_serializer_id",
            "metadata_manifest",
            "principal",
            "on_behalf_of",
            "request_id",
            "house_time_nanos",
            "chain");

    private JournalRows() {}

    static String insert(String table) {
        return "INSERT INTO " + table + " (" + String.join(", ", COLUMNS) + ") VALUES ("
                + COLUMNS.stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")";
    }

    static BoundStatement bind(PreparedStatement insert, EventBatch batch, int index, long partition) {
        StoredEvent event = batch.events().get(index);
        BoundStatementBuilder row = insert.boundStatementBuilder()
                .setString("persistence_id", event.persistenceId())
                .setLong("partition_number", partition)
                .setLong("sequence_number", event.sequenceNumber())
                .setByteBuffer("payload", event.payload().bytes().asByteBuffer())
                .setInt("serializer_id", event.payload().serializerId())
                .setString("manifest", event.payload().manifest())
                .setString("adapter_manifest", event.adapterManifest())
                .setString("writer_id", event.writerId())
                .setUuid("write_id", batch.writeId())
                .setLong("timestamp_millis", event.timestampMillis())
                .setByteBuffer("chain", batch.chain().get(index).digest().asByteBuffer());
        if (!event.tags().isEmpty()) {
            row = row.setSet("tags", event.tags(), String.class);
        }
        row = withMetadata(row, event.metadata());
        return withAttribution(row, event.attribution()).build();
    }

    static BoundStatementBuilder withMetadata(BoundStatementBuilder row, Optional<StoredPayload> metadata) {
        return metadata.map(
                        stored -> row.setByteBuffer("metadata", stored.bytes().asByteBuffer())
                                .setInt("metadata_serializer_id", stored.serializerId())
                                .setString("metadata_manifest", stored.manifest()))
                .orElse(row);
    }

    private static BoundStatementBuilder withAttribution(BoundStatementBuilder row, Optional<Attribution> attribution) {
        if (attribution.isEmpty()) {
            return row;
        }
        Attribution by = attribution.get();
        BoundStatementBuilder named =
                row.setString("principal", by.principal()).setString("request_id", by.requestId());
        BoundStatementBuilder personal = by.onBehalfOf()
                .map(person -> named.setString("on_behalf_of", person))
                .orElse(named);
        return by.houseTime()
                .map(time -> personal.setLong("house_time_nanos", nanos(time)))
                .orElse(personal);
    }

    static JournalRow read(Row row) {
        StoredEvent event = new StoredEvent(
                text(row, "persistence_id"),
                row.getLong("sequence_number"),
                payload(row),
                text(row, "adapter_manifest"),
                text(row, "writer_id"),
                row.getLong("timestamp_millis"),
                Objects.requireNonNull(row.getSet("tags", String.class)),
                metadata(row),
                attribution(row));
        return new JournalRow(
                event,
                row.getLong("partition_number"),
                Objects.requireNonNull(row.getUuid("write_id")),
                new Chain(bytes(row, "chain")));
    }

    static StoredPayload payload(Row row) {
        return new StoredPayload(row.getInt("serializer_id"), text(row, "manifest"), bytes(row, "payload"));
    }

    static Optional<StoredPayload> metadata(Row row) {
        return row.isNull("metadata")
                ? Optional.empty()
                : Optional.of(new StoredPayload(
                        row.getInt("metadata_serializer_id"), text(row, "metadata_manifest"), bytes(row, "metadata")));
    }

    private static Optional<Attribution> attribution(Row row) {
        if (row.isNull("principal")) {
            return Optional.empty();
        }
        Optional<Instant> houseTime = row.isNull("house_time_nanos")
                ? Optional.empty()
                : Optional.of(instant(row.getLong("house_time_nanos")));
        return Optional.of(new Attribution(
                text(row, "principal"),
                Optional.ofNullable(row.getString("on_behalf_of")),
                text(row, "request_id"),
                houseTime));
    }

    private static String text(Row row, String column) {
        @Nullable String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static ByteString bytes(Row row, String column) {
        return ByteString.fromByteBuffer(Objects.requireNonNull(row.getByteBuffer(column), column));
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
