package io.breakwater.node.bucket;

import io.breakwater.node.entity.EntityType;
import io.breakwater.waterfall.bucket.Bucket;
import io.breakwater.waterfall.bucket.BucketEvent;
import io.breakwater.waterfall.bucket.BucketMachine;
import io.breakwater.waterfall.bucket.BucketMemory;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.process.EntityKind;

/** {@code bucket|<k>}: the roster of its accounts and those to be kept awake. */
public final class BucketEntity {

    private BucketEntity() {}

    public static EntityType<Bucket, BucketMemory, BucketMessage, BucketEvent> type() {
        return EntityType.of(EntityKind.BUCKET, BucketMessage.class, BucketEvent.class, new BucketMachine());
    }
}
