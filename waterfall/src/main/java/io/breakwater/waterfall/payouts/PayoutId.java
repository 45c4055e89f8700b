package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a payout everywhere, on the bank's order too: the bucket of its account and the number of the event that began it,
 * written {@code 17-42}. So it says by itself which entity knows it.
 */
public record PayoutId(int bucket, long number) implements Comparable<PayoutId> {

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,2})-([1-9][0-9]{0,17})");

    public PayoutId {
        if (bucket < 0 || bucket >= Buckets.COUNT || number < 1) {
            throw new IllegalArgumentException("no payout " + number + " of bucket " + bucket);
        }
    }

    /** Reads an id from outside; absent when it is not one. */
    public static Optional<PayoutId> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(1)) >= Buckets.COUNT) {
            return Optional.empty();
        }
        return Optional.of(new PayoutId(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2))));
    }

    /** The entity that takes the withdrawals of this account. */
    public static EntityId entityOf(EntityId account) {
        return entity(Buckets.numberOf(account));
    }

    /** The entity that knows this payout. */
    public EntityId entity() {
        return entity(bucket);
    }

    private static EntityId entity(int bucket) {
        return EntityId.of(EntityKind.PAYOUTS, Integer.toString(bucket));
    }

    @Override
    public int compareTo(PayoutId other) {
        int order = Integer.compare(bucket, other.bucket);
        return order != 0 ? order : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return bucket + "-" + number;
    }
}
