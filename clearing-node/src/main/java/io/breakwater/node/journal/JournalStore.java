package io.breakwater.node.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where the journal keeps its rows. A store promises: a batch is stored whole or not at all, only directly behind the
 * head it names and under the claim that this head names, and once {@link WriteOutcome.Written} is answered it is there
 * for ever. No store ever removes a row.
 */
public interface JournalStore {

    /** Upper bound of a {@link #replay} that ends where the rows end. */
    long TO_THE_END = Long.MAX_VALUE;

    /** How this store cuts a history into partitions. */
    Partitions partitions();

    /**
     * Writes batches of different persistence ids and answers each by itself, in the order given. A stage completes
     * exceptionally only when nothing was sent to the store.
     */
    List<CompletionStage<WriteOutcome>> write(List<EventBatch> batches);

    /**
     * The head of an id, seen after every write and claim that was answered before this call. {@code near} is a number
     * that the head is believed to have reached, or 0; a wrong belief costs time, never truth.
     */
    CompletionStage<Head> head(String persistenceId, long near);

    /**
     * Claims an id and answers its head, under this claim: from then on no batch is stored that continues the id under
     * another claim or none, also when it was sent before. Keeps the rows read on the way for the {@link #replay} that
     * follows. When it fails the claim may have been taken or not; it never comes to count once a later one does.
     *
     * @param claims a claim that was never given before, for each attempt
     */
    CompletionStage<Head> recover(String persistenceId, long near, Supplier<Claim> claims);

    /**
     * Hands the rows {@code from..to} to {@code consumer}, in order, one at a time, at most {@code max} of them, without
     * those below the delete mark. Completes exceptionally when one of the numbers has no row although later ones have, or
     * when the rows end before {@code to}; {@code to} is a number that is written, or {@link #TO_THE_END}.
     */
    CompletionStage<Void> replay(String persistenceId, long from, long to, long max, Consumer<JournalRow> consumer);

    /** Records that replay shall hide all numbers up to {@code to}, at most the head; the rows stay. */
    CompletionStage<Void> markDeleted(String persistenceId, long to);
}
