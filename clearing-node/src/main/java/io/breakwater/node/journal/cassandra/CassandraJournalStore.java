package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import io.breakwater.node.journal.Claim;
import io.breakwater.node.journal.EventBatch;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.journal.JournalStore;
import io.breakwater.node.journal.Partitions;
import io.breakwater.node.journal.WriteOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The journal in Cassandra. A write is one conditional batch in one partition: it moves the partition's head from the
 * number it continues and adds its rows; whoever comes second is refused. A recovery reads the head together with the
 * first page of rows, plainly, and then claims the partition that the next number goes to, which settles what is still
 * under way: it has been read, or it will be refused.
 */
public final class CassandraJournalStore implements JournalStore {
    private static final int KEPT_WINDOWS = 256;

    private final Supplier<CompletionStage<CqlSession>> session;
    private final String keyspace;
    private final Partitions partitions;
    private final StoreSettings settings;
    private final Map<String, RowWindow> windows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RowWindow> eldest) {
            return size() > KEPT_WINDOWS;
        }
    };
    private @Nullable CompletableFuture<JournalTable> table;

    /** A store over a session that may still be opening; nothing is sent before it is open. */
    public CassandraJournalStore(
            Supplier<CompletionStage<CqlSession>> session,
            String keyspace,
            Partitions partitions,
            StoreSettings settings) {
        this.session = session;
        this.keyspace = CassandraNames.requireKeyspace(keyspace);
        this.partitions = partitions;
        this.settings = settings;
    }

    @Override
    public Partitions partitions() {
        return partitions;
    }

    @Override
    public List<CompletionStage<WriteOutcome>> write(List<EventBatch> batches) {
        return batches.stream().map(this::write).toList();
    }

    private CompletionStage<WriteOutcome> write(EventBatch batch) {
        long deadlineNanos = System.nanoTime() + settings.resolveDeadline().toNanos();
        return table().copy()
                .orTimeout(settings.resolveDeadline().toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(open -> new PendingWrite(open, batch, deadlineNanos).send());
    }

    @Override
    public CompletionStage<Head> head(String persistenceId, long near) {
        return table().thenCompose(open -> new HeadSearch(open, partitions, persistenceId).near(near))
                .thenApply(HeadSearch.Found::head);
    }

    @Override
    public CompletionStage<Head> recover(String persistenceId, long near, Supplier<Claim> claims) {
        long deadlineNanos = System.nanoTime() + settings.resolveDeadline().toNanos();
        return table().thenCompose(open -> {
                    HeadSearch search = new HeadSearch(open, partitions, persistenceId);
                    return open.isFenced()
                            ? new Takeover(search, near, claims, deadlineNanos).take()
                            : search.near(near);
                })
                .thenApply(found -> {
                    if (found.head().sequenceNumber() > near) {
                        keep(persistenceId, found.window());
                    }
                    return found.head();
                });
    }

    @Override
    public CompletionStage<@Nullable Void> replay(
            String persistenceId, long from, long to, long max, Consumer<JournalRow> consumer) {
        Replay.Range range = new Replay.Range(persistenceId, from, to, max);
        return table().thenCompose(open -> takeWindow(open, persistenceId, from)
                .thenCompose(window -> new Replay(open, partitions, range, consumer).play(window)));
    }

    private CompletionStage<RowWindow> takeWindow(JournalTable open, String persistenceId, long from) {
        RowWindow kept;
        synchronized (windows) {
            kept = windows.remove(persistenceId);
        }
        return kept != null && kept.from() <= from
                ? CompletableFuture.completedFuture(kept)
                : RowWindow.open(open, partitions, persistenceId, from);
    }

    private void keep(String persistenceId, RowWindow window) {
        synchronized (windows) {
            windows.remove(persistenceId);
            windows.put(persistenceId, window);
        }
    }

    @Override
    public CompletionStage<@Nullable Void> markDeleted(String persistenceId, long to) {
        return table().thenCompose(open -> mark(open, persistenceId, 0, to));
    }

    /** Marks partition after partition, lowest first, so that a mark that stops half-way hides a prefix. */
    private CompletionStage<@Nullable Void> mark(JournalTable open, String persistenceId, long partition, long to) {
        return open.readHead(persistenceId, partition).thenCompose(found -> {
            if (!found.isWritten()) {
                return CompletableFuture.completedFuture(null);
            }
            long wanted = Math.min(to, found.head());
            if (wanted <= found.deletedTo()) {
                return wanted >= to
                        ? CompletableFuture.completedFuture(null)
                        : mark(open, persistenceId, partition + 1, to);
            }
            return open.mark(persistenceId, found, partition, wanted)
                    .thenCompose(applied -> mark(open, persistenceId, partition, to));
        });
    }

    private synchronized CompletableFuture<JournalTable> table() {
        if (table == null || table.isCompletedExceptionally()) {
            table = session.get()
                    .thenApplyAsync(
                            open -> new JournalTable(open, keyspace, partitions, settings), task -> startThread(task))
                    .toCompletableFuture();
        }
        return table;
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "breakwater-journal-prepare");
        thread.setDaemon(true);
        thread.start();
    }
}
