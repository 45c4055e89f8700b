package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.typesafe.config.Config;
import io.breakwater.node.journal.EventCodec;
import io.breakwater.node.journal.Promises;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Future;
import scala.jdk.javaapi.OptionConverters;

/**
 * The snapshot plugin {@code breakwater.snapshot-store}. Snapshots save time and carry no truth: they are written plainly,
 * only the newest few of an id are kept, and one that cannot be read is passed over for the one before.
 */
public final class CassandraSnapshotStore extends SnapshotStore {
    private static final Logger LOG = LoggerFactory.getLogger(CassandraSnapshotStore.class);

    private final SharedSession session;
    private final EventCodec codec;
    private final int keepNewest;
    private final Executor executor;
    private @Nullable CompletableFuture<SnapshotTable> table;

    /** Called by Pekko with the plugin's own configuration section. */
    public CassandraSnapshotStore(Config config) {
        this.session = CassandraSessionExtension.of(context().system());
        this.codec = new EventCodec(context().system());
        this.keepNewest = config.getInt("keep-newest");
        this.executor = context().dispatcher();
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return Promises.future(table().thenCompose(open ->
                open.read(persistenceId, criteria).thenComposeAsync(found -> load(found, criteria), executor)));
    }

    private CompletionStage<Optional<SelectedSnapshot>> load(AsyncResultSet found, SnapshotSelectionCriteria criteria) {
        for (Row row : found.currentPage()) {
            if (criteria.matches(SnapshotTable.bare(row))) {
                Optional<SelectedSnapshot> snapshot = readable(row, found);
                if (snapshot.isPresent()) {
                    return CompletableFuture.completedFuture(snapshot);
                }
            }
        }
        return found.hasMorePages()
                ? found.fetchNextPage().thenComposeAsync(next -> load(next, criteria), executor)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    /** The snapshot, or empty if an older one may be tried; the last one's failure is thrown. */
    private Optional<SelectedSnapshot> readable(Row row, AsyncResultSet found) {
        try {
            SnapshotMetadata bare = SnapshotTable.bare(row);
            SnapshotMetadata metadata = JournalRows.metadata(row)
                    .map(stored -> bare.withMetadata(codec.object(stored)))
                    .orElse(bare);
            return Optional.of(SelectedSnapshot.create(metadata, codec.object(JournalRows.payload(row))));
        } catch (Exception e) { // serializers throw checked exceptions through Scala
            if (found.remaining() == 0 && !found.hasMorePages()) {
                throw e;
            }
            LOG.warn("snapshot {} cannot be read, trying the one before: {}", SnapshotTable.bare(row), e.toString());
            return Optional.empty();
        }
    }

    @Override
    public Future<@Nullable Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        return Promises.<@Nullable Void>future(CompletableFuture.supplyAsync(() -> codec.payload(snapshot), executor)
                .thenCompose(payload -> table().thenCompose(open -> open.insert(
                                metadata,
                                payload,
                                OptionConverters.toJava(metadata.metadata()).map(codec::payload))
                        .thenCompose(saved -> trim(open, metadata.persistenceId())))));
    }

    private CompletionStage<@Nullable Void> trim(SnapshotTable open, String persistenceId) {
        return open.deleteBehind(persistenceId, keepNewest).exceptionally(failure -> {
            LOG.warn("old snapshots of {} stay for now: {}", persistenceId, failure.toString());
            return null;
        });
    }

    @Override
    public Future<@Nullable Void> doDeleteAsync(SnapshotMetadata metadata) {
        long number = metadata.sequenceNr();
        return metadata.timestamp() == 0
                ? Promises.<@Nullable Void>future(
                        table().thenCompose(open -> open.delete(metadata.persistenceId(), List.of(number))))
                : doDeleteAsync(
                        metadata.persistenceId(),
                        SnapshotSelectionCriteria.create(number, metadata.timestamp(), number, metadata.timestamp()));
    }

    @Override
    public Future<@Nullable Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return Promises.<@Nullable Void>future(table().thenCompose(open -> open.list(persistenceId, criteria)
                .thenCompose(found -> matching(found, criteria, new ArrayList<>()))
                .thenCompose(numbers -> open.delete(persistenceId, numbers))));
    }

    private static CompletionStage<List<Long>> matching(
            AsyncResultSet found, SnapshotSelectionCriteria criteria, List<Long> numbers) {
        for (Row row : found.currentPage()) {
            SnapshotMetadata metadata = SnapshotTable.bare(row);
            if (criteria.matches(metadata)) {
                numbers.add(metadata.sequenceNr());
            }
        }
        return found.hasMorePages()
                ? found.fetchNextPage().thenCompose(next -> matching(next, criteria, numbers))
                : CompletableFuture.completedFuture(numbers);
    }

    private synchronized CompletableFuture<SnapshotTable> table() {
        if (table == null || table.isCompletedExceptionally()) {
            String keyspace = session.keyspace();
            CompletionStage<CqlSession> opened = session.opened();
            table = opened.thenApplyAsync(
                            open -> new SnapshotTable(open, keyspace), CassandraSnapshotStore::startThread)
                    .toCompletableFuture();
        }
        return table;
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "breakwater-snapshot-prepare");
        thread.setDaemon(true);
        thread.start();
    }
}
