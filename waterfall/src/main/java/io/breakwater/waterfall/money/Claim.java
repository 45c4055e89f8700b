package io.breakwater.waterfall.money;

import java.util.Optional;

/**
 * One party to a split: a share in proportion to {@code weight} (never negative; zero gets nothing), and at most
 * {@code limit} of it when there is one.
 */
public record Claim<K extends Comparable<? super K>>(K id, long weight, Optional<Money> limit) {

    public Claim {
        if (weight < 0) {
            throw new IllegalArgumentException("negative weight of " + id + ": " + weight);
        }
        if (limit.filter(Money::isNegative).isPresent()) {
            throw new IllegalArgumentException("negative limit of " + id + ": " + limit);
        }
    }

    public static <K extends Comparable<? super K>> Claim<K> of(K id, long weight) {
        return new Claim<>(id, weight, Optional.empty());
    }

    public static <K extends Comparable<? super K>> Claim<K> upTo(K id, long weight, Money limit) {
        return new Claim<>(id, weight, Optional.of(limit));
    }
}
