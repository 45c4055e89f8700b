package io.breakwater.node.journal.cassandra;

import io.breakwater.node.journal.Claim;
import io.breakwater.node.journal.Promises;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recovery on its way to sole possession of a history: reads its head, then claims the partition that the next number
 * goes to, by compare-and-set on the head and the claim that were read. Once that is applied nothing has been written
 * behind what was read, and nothing is written any more under another claim.
 *
 * <p>Refused, something was written or claimed meanwhile; without an answer the claim may come to be applied or not. Both
 * times it is read and claimed again. A copy of the claim that is still on its way then expects a claim that has been
 * replaced, or this very one; once somebody else has claimed, no copy is applied any more.
 */
final class Takeover {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
    private static final long PAUSE_MILLIS = 100;

    private final HeadSearch search;
    private final long near;
    private final Claim claim;
    private final long deadlineNanos;

    Takeover(HeadSearch search, long near, Claim claim, long deadlineNanos) {
        this.search = search;
        this.near = near;
        this.claim = claim;
        this.deadlineNanos = deadlineNanos;
    }

    /** The head under this claim, or a failure after the deadline. */
    CompletionStage<HeadSearch.Found> take() {
        return search.near(near).thenCompose(found -> search.table()
                .claim(search.persistenceId(), found.head(), claim)
                .handle((result, failure) ->
                        failure == null ? answered(found, result.wasApplied()) : unanswered(Promises.cause(failure)))
                .thenCompose(next -> next));
    }

    private CompletionStage<HeadSearch.Found> answered(HeadSearch.Found found, boolean applied) {
        if (applied) {
            return CompletableFuture.completedFuture(found.under(claim));
        }
        return isLate(0)
                ? CompletableFuture.failedFuture(new IllegalStateException(
                        search.persistenceId() + " is written or claimed elsewhere faster than it can be claimed here"))
                : take();
    }

    private CompletionStage<HeadSearch.Found> unanswered(Throwable failure) {
        if (isLate(PAUSE_MILLIS)) {
            return CompletableFuture.failedFuture(failure);
        }
        LOG.info("claim {} of {}: {}", claim.text(), search.persistenceId(), failure.toString());
        return CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                .thenCompose(paused -> take());
    }

    private boolean isLate(long inMillis) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(inMillis) - deadlineNanos > 0;
    }
}
