package io.breakwater.chaos.planted;

import io.breakwater.chaos.cluster.Chance;
import io.breakwater.node.journal.Partitions;
import java.util.Optional;

/** Two writers of one history, one of them recovered just now, put a number into the same partition. */
final class JournalChecker {

    private JournalChecker() {}

    static Optional<String> found(long seed) {
        Chance chance = Chance.of(seed);
        Partitions old = new Partitions(512);
        for (int written = 0; written < chance.between(1, 50); written++) {
            old.of(1 + written);
        }
        Partitions recovered = new Partitions(512);
        long next = chance.between(1, 100_000);
        long mine = old.of(next);
        long theirs = recovered.of(next);
        return mine == theirs && mine == (next - 1) / 512
                ? Optional.empty()
                : Optional.of("rivals for " + next + " meet in partitions " + mine + " and " + theirs);
    }
}
