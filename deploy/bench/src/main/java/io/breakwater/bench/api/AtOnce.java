package io.breakwater.bench.api;

import io.breakwater.bench.ground.BenchFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
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
        AtomicBoolean failed = new AtomicBoolean();
        List<CompletableFuture<?>> begun = new ArrayList<>();
        for (T item : items) {
            free.acquireUninterruptibly();
            if (failed.get()) {
                break;
            }
            begun.add(work.apply(item).whenComplete((done, failure) -> {
                if (failure != null) {
                    failed.set(true);
                }
                free.release();
            }));
        }
        Api.await(CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new)));
    }
}
