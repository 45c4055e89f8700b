package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.type.codec.CodecNotFoundException;
import io.breakwater.node.journal.EventBatch;
import io.breakwater.node.journal.Promises;
import io.breakwater.node.journal.WriteOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One write on its way to a definite answer. A conditional write that times out may still be applied, so it is sent again
 * unchanged, with the same write id, until an answer is definite or the deadline has passed:
 *
 * <ul>
 *   <li>applied: written;
 *   <li>refused: written if the row of the lowest number carries this write's id (an earlier attempt of ours), else a
 *       conflict;
 *   <li>invalid (the server will never take it): reported at once, nothing to settle;
 *   <li>anything else: again, after a pause that grows by {@link #PAUSE}.
 * </ul>
 */
final class PendingWrite {
    private static final Logger LOG = LoggerFactory.getLogger(PendingWrite.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final JournalTable table;
    private final EventBatch batch;
    private final long deadlineNanos;

    PendingWrite(JournalTable table, EventBatch batch, long deadlineNanos) {
        this.table = table;
        this.batch = batch;
        this.deadlineNanos = deadlineNanos;
    }

    CompletionStage<WriteOutcome> send() {
        return attempt(1);
    }

    private CompletionStage<WriteOutcome> attempt(int number) {
        return table.append(batch)
                .thenCompose(this::settle)
                .exceptionallyCompose(failure -> failed(number, Promises.cause(failure)));
    }

    private CompletionStage<WriteOutcome> settle(AsyncResultSet result) {
        if (result.wasApplied()) {
            return CompletableFuture.completedFuture(new WriteOutcome.Written());
        }
        String found = Optional.ofNullable(result.one())
                .filter(row -> row.getColumnDefinitions().contains("head") && !row.isNull("head"))
                .map(row -> "the head is " + row.getLong("head"))
                .orElse("the partition is empty");
        return table.readWriteId(batch).thenApply(row -> refused(row, found));
    }

    private WriteOutcome refused(Optional<Row> row, String found) {
        boolean ours = row.filter(present -> batch.writeId().equals(present.getUuid("write_id")))
                .isPresent();
        return ours ? new WriteOutcome.Written() : new WriteOutcome.Conflict(found);
    }

    private CompletionStage<WriteOutcome> failed(int number, Throwable failure) {
        long pauseMillis = PAUSE.toMillis() * number;
        boolean late = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis) - deadlineNanos > 0;
        if (late || isDefinite(failure)) {
            return CompletableFuture.completedFuture(new WriteOutcome.Unknown(failure));
        }
        LOG.info("attempt {} of write {} of {}: {}", number, batch.lowest(), batch.persistenceId(), failure.toString());
        return CompletableFuture.supplyAsync(
                        () -> number + 1, CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS))
                .thenCompose(this::attempt);
    }

    private static boolean isDefinite(Throwable failure) {
        return failure instanceof QueryValidationException
                || failure instanceof CodecNotFoundException
                || failure instanceof IllegalArgumentException;
    }
}
