package io.breakwater.bench.trades;

import io.breakwater.bench.api.Api;
import io.breakwater.bench.api.AtOnce;
import io.breakwater.bench.api.House;
import io.breakwater.bench.api.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Several venues that submit full batches between random accounts, and readers that see when both accounts of a trade have
 * applied it. A run ends when every account has applied everything that was acknowledged for it.
 */
final class TradeLoad implements AutoCloseable {

    private static final int READS_AT_ONCE = 64;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

    private final House house;
    private final List<String> accounts;
    private final List<Line> lines;
    private final ExecutorService threads;

    TradeLoad(Api api, House house, List<String> accounts, int venues) {
        this.house = house;
        this.accounts = List.copyOf(accounts);
        this.lines = IntStream.range(0, venues)
                .mapToObj(n -> new Line(new Venue(api, n), house, this.accounts))
                .toList();
        this.threads = Executors.newFixedThreadPool(venues);
    }

    /**
     * What one run came to.
     *
     * @param began by the clock of this machine, which the node's journal is stamped by too
     * @param took from the first batch until every account had applied the last
     * @param acknowledged microseconds from when a batch was due until it was acknowledged
     * @param applied microseconds from then until both accounts of one of its trades had applied it
     */
    record Tally(long trades, Instant began, Duration took, Histogram acknowledged, Histogram applied) {
        double perSecond() {
            return trades * 1e9 / took.toNanos();
        }
    }

    /** As much as the house takes, with at most so many batches of a venue acknowledged and not yet applied. */
    Tally saturated(Duration lasting, int notYetApplied) {
        return run(line -> Line.Pace.saturated(lasting, notYetApplied));
    }

    /** So many trades in a second, each batch due at its time, however late the batches before it are. */
    Tally paced(double tradesPerSecond, Duration lasting) {
        long betweenNanos = (long) (Venue.BATCH * 1e9 / tradesPerSecond);
        return run(line -> Line.Pace.paced(lasting, betweenNanos * line, betweenNanos * lines.size()));
    }

    private Tally run(Function<Integer, Line.Pace> pace) {
        Histogram acknowledged = new ConcurrentHistogram(LONGEST_MICROS, 3);
        Histogram applied = new ConcurrentHistogram(LONGEST_MICROS, 3);
        Instant began = Instant.now();
        long beganNanos = System.nanoTime();
        List<CompletableFuture<Long>> running = IntStream.range(0, lines.size())
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> lines.get(n).trade(pace.apply(n), beganNanos, acknowledged, applied), threads))
                .toList();
        long trades = running.stream().mapToLong(Api::await).sum();
        awaitApplied();
        return new Tally(trades, began, Duration.ofNanos(System.nanoTime() - beganNanos), acknowledged, applied);
    }

    private void awaitApplied() {
        AtOnce.each(
                accounts,
                READS_AT_ONCE,
                account -> house.read(
                        account,
                        lines.stream()
                                .flatMap(line -> line.position(account).stream())
                                .toList()));
    }

    static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
