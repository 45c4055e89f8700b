package io.breakwater.bench.trades;

import io.breakwater.bench.api.Api;
import io.breakwater.bench.api.House;
import io.breakwater.bench.api.Venue;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.protocol.trades.v1.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One venue's part of a load. One thread at a time trades on it. */
final class Line {

    private static final int WITHOUT_BOUND = Integer.MAX_VALUE;

    private final Venue venue;
    private final House house;
    private final List<String> accounts;
    private final Map<String, JournalPosition> positions = new HashMap<>();

    Line(Venue venue, House house, List<String> accounts) {
        this.venue = venue;
        this.house = house;
        this.accounts = accounts;
    }

    /**
     * When batches are due.
     *
     * @param betweenNanos between two batches of this line; 0: each as soon as the one before is acknowledged
     * @param notYetApplied how many batches may be acknowledged and not applied
     */
    record Pace(Duration lasting, long firstNanos, long betweenNanos, int notYetApplied) {

        static Pace saturated(Duration lasting, int notYetApplied) {
            return new Pace(lasting, 0, 0, notYetApplied);
        }

        static Pace paced(Duration lasting, long firstNanos, long betweenNanos) {
            return new Pace(lasting, firstNanos, betweenNanos, WITHOUT_BOUND);
        }
    }

    /** The newest acknowledged batch that an account takes part in, to be read between two runs. */
    Optional<JournalPosition> position(String account) {
        return Optional.ofNullable(positions.get(account));
    }

    /** Trades at this pace; answers how many trades were acknowledged, once all are applied. */
    long trade(Pace pace, long beganNanos, Histogram acknowledged, Histogram applied) {
        Semaphore ahead = new Semaphore(pace.notYetApplied());
        List<CompletableFuture<?>> watched = new ArrayList<>();
        long trades = 0;
        for (long due = beganNanos + pace.firstNanos();
                due - beganNanos < pace.lasting().toNanos(); ) {
            TradeLoad.sleepUntil(due);
            ahead.acquireUninterruptibly();
            long dueNanos = pace.betweenNanos() == 0 ? System.nanoTime() : due;
            List<Trade> batch = venue.randomBatch(accounts);
            JournalPosition position = venue.submit(batch);
            acknowledged.recordValue(microsSince(dueNanos));
            trades += batch.size();
            batch.forEach(trade -> {
                positions.put(trade.getBuyer(), position);
                positions.put(trade.getSeller(), position);
            });
            watched.add(watch(batch.get(venue.draw(batch.size())), position).whenComplete((read, failure) -> {
                if (failure == null) {
                    applied.recordValue(microsSince(dueNanos));
                }
                ahead.release();
            }));
            due = pace.betweenNanos() == 0 ? System.nanoTime() : due + pace.betweenNanos();
        }
        Api.await(CompletableFuture.allOf(watched.toArray(CompletableFuture[]::new)));
        return trades;
    }

    private CompletableFuture<?> watch(Trade trade, JournalPosition position) {
        return house.read(trade.getBuyer(), List.of(position))
                .thenCombine(house.read(trade.getSeller(), List.of(position)), (buyer, seller) -> trade);
    }

    private static long microsSince(long nanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanos));
    }
}
