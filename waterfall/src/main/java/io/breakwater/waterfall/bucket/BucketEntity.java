package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.EntityType;

/** {@code bucket|<k>}: the roster of its accounts and those to be kept awake. */
public final class BucketEntity {

    private BucketEntity() {}

    public static EntityType<Bucket, BucketMemory, BucketMessage, BucketEvent> type() {
        return EntityType.of(EntityKind.BUCKET, BucketMessage.class, BucketEvent.class, new BucketMachine());
    }
}
