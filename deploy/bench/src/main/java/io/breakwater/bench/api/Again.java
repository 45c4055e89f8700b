package io.breakwater.bench.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tries something again, with a short pause between two attempts. */
public final class Again {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Again() {}

    /**
     * What the first attempt that succeeds answers.
     *
     * @param failed hears why an attempt has failed, and throws when that was the last
     */
    public static <A> CompletableFuture<A> until(Supplier<CompletableFuture<A>> attempt, Consumer<Throwable> failed) {
        return attempt.get().exceptionallyCompose(failure -> {
            failed.accept(cause(failure));
            CompletableFuture<Void> pause = CompletableFuture.runAsync(
                    () -> {}, CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
            return pause.thenCompose(rested -> until(attempt, failed));
        });
    }

    /** What has failed, without what carried it. */
    static Throwable cause(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped && failure.getCause() != null ? cause(failure.getCause()) : failure;
    }
}
