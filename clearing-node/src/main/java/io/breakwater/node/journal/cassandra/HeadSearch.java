package io.breakwater.node.journal.cassandra;

import io.breakwater.node.journal.Claim;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.Partitions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the end of one history, and who has claimed it. */
record HeadSearch(JournalTable table, Partitions partitions, String persistenceId) {

    /** The head, and the rows that were read on the way. */
    record Found(Head head, RowWindow window) {

        Found under(Claim claim) {
            return new Found(head.under(Optional.of(claim)), window);
        }
    }

    /** Begins to look at a number that the head is believed to have reached. */
    CompletionStage<Found> near(long number) {
        return RowWindow.open(table, partitions, persistenceId, Math.max(1, number))
                .thenCompose(window -> head(window).thenApply(head -> new Found(head, window)));
    }

    private CompletionStage<Head> head(RowWindow window) {
        Optional<Head> seen = window.head();
        return seen.isPresent()
                ? climb(seen.get())
                : table.readHead(persistenceId, 0)
                        .thenCompose(first -> first.isWritten()
                                ? climb(first.in(0))
                                : CompletableFuture.completedFuture(Head.NONE.under(first.claim())));
    }

    /** From the head of one partition to the head of the last: the next partition is written only if this one is complete. */
    private CompletionStage<Head> climb(Head head) {
        if (!partitions.endsPartition(head)) {
            return CompletableFuture.completedFuture(head);
        }
        long next = head.partition() + 1;
        return table.readHead(persistenceId, next)
                .thenCompose(found -> found.isWritten()
                        ? climb(found.in(next))
                        : CompletableFuture.completedFuture(head.under(found.claim())));
    }
}
