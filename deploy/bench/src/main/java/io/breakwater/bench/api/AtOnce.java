package io.breakwater.bench.api;

import io.breakwater.bench.ground.BenchFailure;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Does something for each of many, a bounded number of them at once. */
public final class AtOnce {

    private AtOnce() {}

    /**
     * Returns when all are done.
     *
     * @throws BenchFailure when one has failed; those not begun by then are not begun
     */
    public static <T> void each(Collection<T> items, int atOnce, Function<T, ? extends CompletableFuture<?>> work) {
        Semaphore free = new Semaphore(atOnce);
        AtomicReference<Optional<Throwable>> failed = new AtomicReference<>(Optional.empty());
        for (T item : items) {
            free.acquireUninterruptibly();
            if (failed.get().isPresent()) {
                free.release();
                break;
            }
            work.apply(item).whenComplete((done, failure) -> {
                if (failure != null) {
                    failed.set(Optional.of(failure));
                }
                free.release();
            });
        }
        free.acquireUninterruptibly(atOnce);
        failed.get().ifPresent(failure -> Api.await(CompletableFuture.failedFuture(failure)));
    }
}
