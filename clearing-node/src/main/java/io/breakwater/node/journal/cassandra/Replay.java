package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.journal.JournalStore;
import io.breakwater.node.journal.MissingRowException;
import io.breakwater.node.journal.Partitions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One replay: walks pages and partitions in order, checks that no number is missing, passes over numbers below the delete
 * mark, and hands on the rest. Used by one thread at a time.
 */
final class Replay {
    private final JournalTable table;
    private final Partitions partitions;
    private final String persistenceId;
    private final long to;
    private final long max;
    private final Consumer<JournalRow> consumer;
    private long covered;
    private long delivered;

    Replay(JournalTable table, Partitions partitions, Range range, Consumer<JournalRow> consumer) {
        this.table = table;
        this.partitions = partitions;
        this.persistenceId = range.persistenceId();
        this.covered = range.from() - 1;
        this.to = range.to();
        this.max = range.max();
        this.consumer = consumer;
    }

    /** The numbers {@code from..to} of an id, at most {@code max} rows. */
    record Range(String persistenceId, long from, long to, long max) {}

    CompletionStage<@Nullable Void> play(RowWindow window) {
        CompletionStage<@Nullable Void> played = CompletableFuture.completedFuture(null);
        for (Page page : window.pages()) {
            played = played.thenCompose(previous -> play(page));
        }
        long last = window.pages().get(window.pages().size() - 1).partition();
        return played.thenCompose(previous -> playBehind(last));
    }

    private CompletionStage<@Nullable Void> play(Page page) {
        for (Row row : page.rows()) {
            if (isDone()) {
                return CompletableFuture.completedFuture(null);
            }
            take(row);
        }
        return isDone() || !page.hasNext()
                ? CompletableFuture.completedFuture(null)
                : page.next().thenCompose(this::play);
    }

    private CompletionStage<@Nullable Void> playBehind(long partition) {
        if (isDone()) {
            return CompletableFuture.completedFuture(null);
        }
        long next = partitions.of(covered + 1);
        if (next <= partition) {
            return to == JournalStore.TO_THE_END
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(new MissingRowException(persistenceId, covered + 1));
        }
        return table.readFrom(persistenceId, next, covered + 1)
                .thenCompose(result -> play(Page.of(next, result)))
                .thenCompose(played -> playBehind(next));
    }

    private void take(Row row) {
        long number = row.getLong("sequence_number");
        if (number <= covered) {
            return;
        }
        if (number != covered + 1) {
            throw new MissingRowException(persistenceId, covered + 1);
        }
        covered = number;
        if (number > row.getLong("deleted_to")) {
            consumer.accept(JournalRows.read(row));
            delivered++;
        }
    }

    private boolean isDone() {
        return covered >= to || delivered >= max;
    }
}
