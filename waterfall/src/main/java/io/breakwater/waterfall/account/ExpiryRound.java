package io.breakwater.waterfall.account;

import io.breakwater.waterfall.process.EntityId;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who has answered an account whose call is past a deadline, in memory only: a new instance asks anew.
 *
 * @param key names the call and the deadline that passed, so that an answer given before that deadline never counts
 * @param flushed by bank, the last number it owed the account
 * @param outagesTold whether the bucket has answered, and all it told is in the deadline
 * @param again the uptime at which those who have not answered are asked again
 */
public record ExpiryRound(String key, SortedMap<EntityId, Long> flushed, boolean outagesTold, Duration again) {

    public ExpiryRound {
        flushed = Collections.unmodifiableSortedMap(new TreeMap<>(flushed));
    }

    static ExpiryRound of(String key) {
        return new ExpiryRound(key, Collections.emptySortedMap(), false, Duration.ZERO);
    }

    boolean hasAnswered(EntityId bank) {
        return flushed.containsKey(bank);
    }

    boolean hasHeardAll(Set<EntityId> banks) {
        return outagesTold && flushed.keySet().containsAll(banks);
    }

    ExpiryRound flushed(EntityId bank, long lastOwed) {
        SortedMap<EntityId, Long> all = new TreeMap<>(flushed);
        all.merge(bank, lastOwed, Math::max);
        return new ExpiryRound(key, all, outagesTold, again);
    }

    ExpiryRound told() {
        return new ExpiryRound(key, flushed, true, again);
    }

    ExpiryRound askedUntil(Duration next) {
        return new ExpiryRound(key, flushed, outagesTold, next);
    }
}
