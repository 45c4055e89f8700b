package io.breakwater.node.journal.cassandra;

import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.Partitions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The rows of a history from a number on, as far as the partition of that number goes. A write that began before the
 * border may have spilled rows into the previous partition that belong here; so when the wanted number is not the first
 * row found, the previous partition is read too and comes first.
 */
record RowWindow(long from, List<Page> pages) {

    static CompletionStage<RowWindow> open(JournalTable table, Partitions partitions, String persistenceId, long from) {
        long partition = partitions.of(from);
        return page(table, persistenceId, partition, from).thenCompose(page -> {
            if (partition == 0 || page.startsAt(from)) {
                return CompletableFuture.completedFuture(new RowWindow(from, List.of(page)));
            }
            return page(table, persistenceId, partition - 1, from)
                    .thenApply(spilled -> new RowWindow(from, List.of(spilled, page)));
        });
    }

    private static CompletionStage<Page> page(JournalTable table, String persistenceId, long partition, long from) {
        return table.readFrom(persistenceId, partition, from).thenApply(result -> Page.of(partition, result));
    }

    /** The head of the last partition with rows in this window; empty if no row was found. */
    Optional<Head> head() {
        return pages.stream()
                .flatMap(page -> page.head().map(found -> found.in(page.partition())).stream())
                .reduce((earlier, later) -> later);
    }
}
