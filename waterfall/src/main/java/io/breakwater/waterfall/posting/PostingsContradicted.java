package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;

/**
 * An account has taken this number of this source as another entry: one of the two was restored from an old copy. The
 * channel stops on both sides until people have looked; nothing is applied and nothing is forgotten.
 */
public record PostingsContradicted(EntityId account, EntityId source, long number, String kept, String offered)
        implements Message {}
