package io.breakwater.waterfall.market;

import java.util.Map;
import java.util.Optional;

/**
 * How far a price may move from the last good price on the word of one source: {@code maxMoveTicks}, the limit itself
 * included. A wider move, or a first price without any reference, counts once {@code agreeingSources} sources publish
 * prices within {@code agreementTicks} of it. Until then margining goes on at the last good price.
 */
public record PriceBand(long maxMoveTicks, int agreeingSources, long agreementTicks) {

    /** What the house makes of a published price. */
    public enum Verdict {
        /** Within the band. */
        INSIDE,
        /** Outside the band, confirmed by enough sources. */
        CONFIRMED,
        /** Outside the band on too few words: does not count, halts liquidations. */
        UNCONFIRMED
    }

    public PriceBand {
        if (maxMoveTicks < 0 || agreeingSources < 1 || agreementTicks < 0) {
            throw new IllegalArgumentException(
                    "not a price band: " + maxMoveTicks + ", " + agreeingSources + ", " + agreementTicks);
        }
    }

    /** The usual band: one source inside, two that say the same outside. */
    public static PriceBand ofTicks(long maxMoveTicks) {
        return new PriceBand(maxMoveTicks, 2, 0);
    }

    /**
     * Judges a candidate against the last good price and the newest price of every source, the candidate's own included.
     * Sources count once each, whatever they repeat.
     */
    public Verdict judge(Price candidate, Optional<Price> lastGood, Map<String, Price> newestBySource) {
        if (lastGood.filter(good -> good.distance(candidate) <= maxMoveTicks).isPresent()) {
            return Verdict.INSIDE;
        }
        long agreeing = newestBySource.values().stream()
                .filter(price -> price.distance(candidate) <= agreementTicks)
                .count();
        return agreeing >= agreeingSources ? Verdict.CONFIRMED : Verdict.UNCONFIRMED;
    }
}
