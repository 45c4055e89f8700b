package io.breakwater.waterfall.process;

import java.util.Optional;

/**
 * One input as it reaches an entity.
 *
 * @param from the entity that said it, absent when it came through the edge or is the entity's own tick
 * @param cause who stands behind it, for the journal
 */
public record Envelope<I extends Message>(I body, Optional<EntityId> from, Cause cause) {}
