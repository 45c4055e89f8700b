package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;

/** An account's word that it has persisted every posting of this source up to {@code mark}. True for ever. */
public record PostingsAcknowledged(EntityId account, EntityId source, long mark) implements Message {}
