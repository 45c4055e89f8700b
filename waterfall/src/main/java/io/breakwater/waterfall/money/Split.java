package io.breakwater.waterfall.money;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The result of a {@link ProRata} split: parts + undistributed = total, to the minor unit, checked here. */
public record Split<K extends Comparable<? super K>>(Money total, SortedMap<K, Money> parts, Money undistributed) {

    public Split {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        Money sum = undistributed;
        for (Money part : parts.values()) {
            if (part.isNegative()) {
                throw new IllegalStateException("a split with a negative part: " + parts);
            }
            sum = sum.plus(part);
        }
        if (undistributed.isNegative() || !sum.equals(total)) {
            throw new IllegalStateException("parts " + parts + " and " + undistributed + " are not " + total);
        }
    }

    /** What was placed: total - undistributed. */
    public Money distributed() {
        return total.minus(undistributed);
    }

    /** The part of one party, zero for one that takes no part. */
    public Money part(K id) {
        Money part = parts.get(id);
        return part == null ? total.currency().zero() : part;
    }
}
