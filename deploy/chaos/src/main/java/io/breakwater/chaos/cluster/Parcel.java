package io.breakwater.chaos.cluster;

import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.time.Duration;
import java.util.Optional;

/** One message on its way to an entity. */
record Parcel(
        EntityId to,
        Message body,
        Optional<EntityId> from,
        Cause cause,
        Optional<Duration> budget,
        Optional<Asker> asker) {}
