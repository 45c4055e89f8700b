package io.breakwater.waterfall.deleveraging;

import java.util.List;

/**
 * What all nodes together have answered.
 *
 * @param fingerprint of every account that lives on any of them, in the instrument asked for
 * @param candidates the best of each node, as many as would close all unsold lots alone; in any order
 */
public record Census(long round, long fingerprint, List<Candidate> candidates) {
    public Census {
        candidates = List.copyOf(candidates);
    }
}
