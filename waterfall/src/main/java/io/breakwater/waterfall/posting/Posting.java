package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import java.util.List;
import java.util.Optional;

/**
 * What one entry does to one account. It is never refused: applying it is total.
 *
 * @param consumes the number of the hold, asked for by the same source, that this posting uses up
 */
public record Posting(EntityId account, List<Leg> legs, Optional<Long> consumes) {

    /** Legs of one posting. */
    public static final int LEGS = 64;

    public Posting {
        legs = List.copyOf(legs);
        if (legs.isEmpty() || legs.size() > LEGS) {
            throw new IllegalArgumentException("a posting with " + legs.size() + " legs");
        }
    }

    public static Posting of(EntityId account, Leg... legs) {
        return new Posting(account, List.of(legs), Optional.empty());
    }

    public Posting consuming(long hold) {
        return new Posting(account, legs, Optional.of(hold));
    }
}
