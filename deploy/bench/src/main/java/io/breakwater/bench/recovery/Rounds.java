package io.breakwater.bench.recovery;

import io.breakwater.bench.api.Api;
import io.breakwater.bench.api.AtOnce;
import io.breakwater.bench.api.House;
import io.breakwater.bench.api.Venue;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.protocol.trades.v1.Trade;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Trades that give every account exactly one event in each round: it takes part in one trade of one batch, and the next
 * batch waits until it has applied that.
 */
final class Rounds {

    private static final int ACCOUNTS_OF_A_BATCH = 2 * Venue.BATCH;
    private static final int READS_AT_ONCE = 64;
    private static final int BATCHES_AT_ONCE = 4;

    private final Api api;
    private final House house;
    private final List<String> accounts;

    Rounds(Api api, House house, List<String> accounts) {
        if (accounts.size() % ACCOUNTS_OF_A_BATCH != 0) {
            throw new IllegalArgumentException("not a whole number of batches: " + accounts.size() + " accounts");
        }
        this.api = api;
        this.house = house;
        this.accounts = accounts;
    }

    /**
     * So many rounds; returns when every account has applied all of them.
     *
     * @param firstVenue the number of the first of its venues, none of which has traded before
     */
    void trade(int rounds, int firstVenue) {
        ExecutorService threads = Executors.newFixedThreadPool(BATCHES_AT_ONCE);
        try {
            List<CompletableFuture<Void>> running = IntStream.range(0, accounts.size() / ACCOUNTS_OF_A_BATCH)
                    .mapToObj(group -> CompletableFuture.runAsync(
                            () -> trade(
                                    rounds,
                                    new Venue(api, firstVenue + group),
                                    accounts.subList(group * ACCOUNTS_OF_A_BATCH, (group + 1) * ACCOUNTS_OF_A_BATCH)),
                            threads))
                    .toList();
            running.forEach(Api::await);
        } finally {
            threads.shutdownNow();
        }
    }

    private void trade(int rounds, Venue venue, List<String> group) {
        for (int round = 0; round < rounds; round++) {
            List<Trade> batch = IntStream.range(0, Venue.BATCH)
                    .mapToObj(n -> venue.trade(n, group.get(2 * n), group.get(2 * n + 1)))
                    .toList();
            JournalPosition position = venue.submit(batch);
            AtOnce.each(group, READS_AT_ONCE, account -> house.read(account, List.of(position)));
        }
    }
}
