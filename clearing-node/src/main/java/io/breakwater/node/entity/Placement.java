package io.breakwater.node.entity;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where entities live: a bucket and its accounts always share a shard. Fixed for ever by the keyspace's settings, since
 * nodes that disagree on it would start one entity twice (the journal's fence would hold, but nothing would get done).
 */
public final class Placement {

    /** Shards of the cluster; a multiple of what the largest cluster needs, and a divisor of the bucket count. */
    public static final int SHARDS = 64;

    /** Buckets of accounts. */
    public static final int BUCKETS = 256;

    private Placement() {}

    /** The shard of an entity. */
    static String shard(EntityId id) {
        int slot =
                switch (id.kind()) {
                    case ACCOUNT -> bucket(id.key());
                    case BUCKET -> Integer.parseInt(id.key());
                    default -> slot(id.toString());
                };
        return Integer.toString(slot % SHARDS);
    }

    /** The bucket of an account. */
    public static int bucket(String account) {
        return slot(account);
    }

    private static int slot(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return (digest[0] & 0xff) % BUCKETS;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The bucket entity of an account. */
    public static EntityId bucketOf(String account) {
        return EntityId.of(EntityKind.BUCKET, Integer.toString(bucket(account)));
    }
}
