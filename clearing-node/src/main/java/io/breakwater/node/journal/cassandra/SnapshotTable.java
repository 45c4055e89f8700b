package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.breakwater.node.journal.StoredPayload;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.jspecify.annotations.Nullable;

/** The statements of the snapshot table, prepared on one session. Plain writes, safe to repeat. */
final class SnapshotTable {
    private static final int PAGE_ROWS = 2;
    private static final int LIST_ROWS = 500;
    private static final int DELETED_AT_ONCE = 100;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement read;
    private final PreparedStatement list;
    private final PreparedStatement newest;
    private final PreparedStatement delete;
    private final PreparedStatement deleteBelow;

    /** Prepares all statements; blocks. */
    SnapshotTable(CqlSession session, String keyspace) {
        String table = keyspace + ".snapshot";
        String one = " WHERE persistence_id = :persistence_id";
        String range = one + " AND sequence_number >= :lowest AND sequence_number <= :highest";
        this.session = session;
        this.insert = session.prepare("INSERT INTO " + table + " (persistence_id, sequence_number, timestamp_millis,"
                + " payload, serializer_id, manifest, metadata, metadata_serializer_id, metadata_manifest) VALUES ("
                + ":persistence_id, :sequence_number, :timestamp_millis, :payload, :serializer_id, :manifest,"
                + " :metadata, :metadata_serializer_id, :metadata_manifest)");
        this.read = session.prepare("SELECT * FROM " + table + range);
        this.list = session.prepare("SELECT persistence_id, sequence_number, timestamp_millis FROM " + table + range);
        this.newest = session.prepare("SELECT sequence_number FROM " + table + one + " LIMIT :most");
        this.delete = session.prepare("DELETE FROM " + table + one + " AND sequence_number = :sequence_number");
        this.deleteBelow = session.prepare("DELETE FROM " + table + one + " AND sequence_number <= :highest");
    }

    /** Which snapshot a row is, without its metadata object. */
    static SnapshotMetadata bare(Row row) {
        return new SnapshotMetadata(
                String.valueOf(row.getString("persistence_id")),
                row.getLong("sequence_number"),
                row.getLong("timestamp_millis"));
    }

    CompletionStage<AsyncResultSet> insert(
            SnapshotMetadata metadata, StoredPayload payload, Optional<StoredPayload> attached) {
        BoundStatementBuilder row = insert.boundStatementBuilder()
                .setString("persistence_id", metadata.persistenceId())
                .setLong("sequence_number", metadata.sequenceNr())
                .setLong("timestamp_millis", metadata.timestamp())
                .setByteBuffer("payload", payload.bytes().asByteBuffer())
                .setInt("serializer_id", payload.serializerId())
                .setString("manifest", payload.manifest());
        return session.executeAsync(
                JournalRows.withMetadata(row, attached).setIdempotence(true).build());
    }

    /** Snapshots within the bounds of sequence numbers, newest first; bounds of time are the caller's to check. */
    CompletionStage<AsyncResultSet> read(String persistenceId, SnapshotSelectionCriteria criteria) {
        return within(read, persistenceId, criteria, PAGE_ROWS);
    }

    /** Like {@link #read}, without the payloads. */
    CompletionStage<AsyncResultSet> list(String persistenceId, SnapshotSelectionCriteria criteria) {
        return within(list, persistenceId, criteria, LIST_ROWS);
    }

    private CompletionStage<AsyncResultSet> within(
            PreparedStatement statement, String persistenceId, SnapshotSelectionCriteria criteria, int pageRows) {
        return session.executeAsync(statement
                .bind()
                .setString("persistence_id", persistenceId)
                .setLong("lowest", criteria.minSequenceNr())
                .setLong("highest", criteria.maxSequenceNr())
                .setPageSize(pageRows)
                .setIdempotent(true));
    }

    CompletionStage<@Nullable Void> delete(String persistenceId, List<Long> numbers) {
        CompletionStage<@Nullable Void> done = CompletableFuture.completedFuture(null);
        for (int start = 0; start < numbers.size(); start += DELETED_AT_ONCE) {
            List<Long> some = numbers.subList(start, Math.min(numbers.size(), start + DELETED_AT_ONCE));
            done = done.thenCompose(previous -> deleteTogether(persistenceId, some));
        }
        return done;
    }

    private CompletionStage<@Nullable Void> deleteTogether(String persistenceId, List<Long> numbers) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        for (long number : numbers) {
            batch.addStatement(
                    delete.bind().setString("persistence_id", persistenceId).setLong("sequence_number", number));
        }
        return session.executeAsync(batch.setIdempotence(true).build()).thenApply(result -> null);
    }

    /** Deletes all snapshots of an id but the newest {@code kept}. */
    CompletionStage<@Nullable Void> deleteBehind(String persistenceId, int kept) {
        return session.executeAsync(newest.bind()
                        .setString("persistence_id", persistenceId)
                        .setInt("most", kept + 1)
                        .setPageSize(kept + 1))
                .thenCompose(found -> {
                    @Nullable Long oldest = null;
                    int rows = 0;
                    for (Row row : found.currentPage()) {
                        oldest = row.getLong("sequence_number");
                        rows++;
                    }
                    return oldest == null || rows <= kept
                            ? CompletableFuture.completedFuture(null)
                            : deleteUpTo(persistenceId, oldest);
                });
    }

    private CompletionStage<@Nullable Void> deleteUpTo(String persistenceId, long highest) {
        return session.executeAsync(deleteBelow
                        .bind()
                        .setString("persistence_id", persistenceId)
                        .setLong("highest", highest))
                .thenApply(result -> null);
    }
}
