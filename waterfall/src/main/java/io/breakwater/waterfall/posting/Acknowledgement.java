package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;

/** An account's mark as its source notes it in its next event. */
public record Acknowledgement(EntityId account, long mark) {}
