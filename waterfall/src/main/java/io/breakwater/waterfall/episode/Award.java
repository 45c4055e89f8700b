package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.bidding.Fill;
import java.util.List;

/** What an auction sold, and the fingerprint of all lots it booked. */
public record Award(List<Fill> fills, long fingerprint) {
    public Award {
        fills = List.copyOf(fills);
    }
}
