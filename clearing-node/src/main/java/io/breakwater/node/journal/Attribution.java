package io.breakwater.node.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Who caused an event and when: the principal, the person it acted for, the id of the request, and the house time at
 * which the event was decided. Stored beside the event in columns of its own, never inside the payload.
 */
public record Attribution(
        String principal, Optional<String> onBehalfOf, String requestId, Optional<Instant> houseTime) {

    /** Refuses an attribution without principal or request id: such an event would have no author. */
    public Attribution {
        if (principal.isBlank() || requestId.isBlank()) {
            throw new IllegalArgumentException("an attribution names a principal and a request id");
        }
    }

    /** An attribution of a principal that acts for itself, at a given house time. */
    public static Attribution of(String principal, String requestId, Instant houseTime) {
        return new Attribution(principal, Optional.empty(), requestId, Optional.of(houseTime));
    }
}
