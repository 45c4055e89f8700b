package io.breakwater.node.journal.cassandra;

import java.time.Duration;

/**
 * How a store writes and reads.
 *
 * @param resolveDeadline how long a write with an unknown outcome is re-sent before it is reported as unknown
 * @param pageRows rows per read; a page is kept in memory between the two steps of a recovery
 */
public record StoreSettings(Fence fence, Duration resolveDeadline, int pageRows) {

    /** The values of the reference configuration. */
    public static final StoreSettings DEFAULT = new StoreSettings(Fence.ON, Duration.ofSeconds(8), 100);
}
