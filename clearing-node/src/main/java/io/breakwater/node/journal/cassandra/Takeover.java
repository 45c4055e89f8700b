package io.breakwater.node.journal.cassandra;

import io.breakwater.node.journal.Claim;
import io.breakwater.node.journal.Promises;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recovery on its way to sole possession of a history: reads its head, then claims the partition that the next number
 * goes to, by compare-and-set on the head and the claim that were read. Once that is applied nothing has been written
 * behind what was read, and nothing is written any more under another claim.
 *
 * <p>Refused, something was written or claimed meanwhile; without an answer the claim may come to be applied or not. Both
 * times it is read again and claimed anew, with a claim that was never sent before: what an earlier attempt has left on its
 * way expects a claim that has been replaced for good.
 */
final class Takeover {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
    private static final long SHORTEST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final HeadSearch search;
    private final long near;
    private final Supplier<Claim> claims;
    private final long deadlineNanos;
    private long pauseMillis = SHORTEST_PAUSE_MILLIS;

    /** A takeover that takes each claim that it sends from here. */
    Takeover(HeadSearch search, long near, Supplier<Claim> claims, long deadlineNanos) {
        this.search = search;
        this.near = near;
        this.claims = claims;
        this.deadlineNanos = deadlineNanos;
    }

    /** The head under a claim of this recovery, or a failure after the deadline. */
    CompletionStage<HeadSearch.Found> take() {
        return search.near(near).thenCompose(this::claim);
    }

    private CompletionStage<HeadSearch.Found> claim(HeadSearch.Found found) {
        // The reads may have taken long: a recovery that was given up must not fence the one that came after it.
        if (isLate()) {
            return CompletableFuture.failedFuture(
                    new TimeoutException(search.persistenceId() + " was not read in time"));
        }
        Claim claim = claims.get();
        return search.table()
                .claim(search.persistenceId(), found.head(), claim)
                .handle((result, failure) -> {
                    if (failure == null && result.wasApplied()) {
                        return CompletableFuture.completedFuture(found.under(claim));
                    }
                    return again(claim, failure == null ? contended() : Promises.cause(failure));
                })
                .thenCompose(next -> next);
    }

    private Throwable contended() {
        return new IllegalStateException(search.persistenceId() + " is written or claimed elsewhere, again and again");
    }

    private CompletionStage<HeadSearch.Found> again(Claim claim, Throwable failure) {
        if (isLate()) {
            return CompletableFuture.failedFuture(failure);
        }
        LOG.info("claim {} of {}: {}", claim.text(), search.persistenceId(), failure.toString());
        // Rivals that wait alike would meet again.
        long pause = pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis);
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS))
                .thenCompose(paused -> take());
    }

    private boolean isLate() {
        return System.nanoTime() - deadlineNanos > 0;
    }
}
