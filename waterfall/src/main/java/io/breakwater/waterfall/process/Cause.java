package io.breakwater.waterfall.process;

import java.util.Optional;

/**
 * Who caused a state change: a principal such as {@code member/ALFA}, {@code treasury/main} or {@code entity/bank|main},
 * the person it acts for if any, and the id of the request. Every row of the journal names it.
 */
public record Cause(String principal, Optional<String> onBehalfOf, String requestId) {

    /** A change that an entity's own message caused; the request is the number of the sender's event or message. */
    public static Cause of(EntityId entity, String requestId) {
        return new Cause("entity/" + entity, Optional.empty(), requestId);
    }
}
