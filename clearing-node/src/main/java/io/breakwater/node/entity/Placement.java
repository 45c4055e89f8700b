package io.breakwater.node.entity;

import io.breakwater.node.journal.cassandra.FixedSettings;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;

/**
 * Where entities live: a bucket and its accounts always share a shard. Fixed for ever by the keyspace's settings, since
 * nodes that disagree on it would start one entity twice (the journal's fence would hold, but nothing would get done).
 */
final class Placement {

    private Placement() {}

    /** The shard of an entity. */
    static String shard(EntityId id) {
        int slot = id.kind() == EntityKind.BUCKET ? Integer.parseInt(id.key()) : Buckets.numberOf(id);
        return Integer.toString(slot % FixedSettings.SHARD_COUNT);
    }
}
