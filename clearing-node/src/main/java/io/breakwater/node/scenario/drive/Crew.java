package io.breakwater.node.scenario.drive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** A few threads that ask the house at the same time: as many requests as it has threads are under way, never more. */
final class Crew implements AutoCloseable {

    private final ExecutorService threads;

    Crew(String name, int size) {
        this.threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What comes of each, in the order given; {@code done} hears on this thread how many of them have come.
     *
     * @throws DriveFailure the first one in the order given, when the work on one of them fails so
     */
    <T, R> List<R> each(Collection<T> all, Function<T, R> work, LongConsumer done) {
        List<CompletableFuture<R>> begun =
                all.stream().map(one -> begin(one, work)).toList();
        List<R> results = new ArrayList<>();
        for (CompletableFuture<R> one : begun) {
            results.add(await(one));
            done.accept(results.size());
        }
        return results;
    }

    <T, R> CompletableFuture<R> begin(T one, Function<T, R> work) {
        return CompletableFuture.supplyAsync(() -> work.apply(one), threads);
    }

    static <R> R await(CompletableFuture<R> one) {
        try {
            return one.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof DriveFailure failure) {
                throw failure;
            }
            throw failed;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
