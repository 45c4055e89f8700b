package io.breakwater.node.journal.cassandra;

import io.breakwater.node.journal.Partitions;
import io.breakwater.waterfall.bucket.Buckets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a house can never change, because where its rows lie and what they mean depends on it. Written once when the
 * keyspace is created, compared at every start. Two values are drawn then: the cluster's id and the fingerprint key.
 */
public final class FixedSettings {
    /** Shards of every entity type; divides the buckets evenly. */
    public static final int SHARD_COUNT = 64;

    /** Hash that assigns an account to its bucket, see {@link Buckets#numberOf}. */
    public static final String BUCKET_HASH = "SHA-256/first-8-bytes";

    /** Name of the setting that identifies the house. */
    public static final String CLUSTER_ID = "cluster.id";

    /** Name of the setting that keys the fingerprint of positions, 16 bytes in hexadecimal. */
    public static final String FINGERPRINT_KEY = "fingerprint.key";

    private static final int FINGERPRINT_BYTES = 16;

    private FixedSettings() {}

    /** The settings that every release of this code line demands. */
    static Map<String, String> demanded() {
        Map<String, String> demanded = new TreeMap<>();
        demanded.put("bucket.count", String.valueOf(Buckets.COUNT));
        demanded.put("bucket.hash", BUCKET_HASH);
        demanded.put("chain.hash", "SHA-256");
        demanded.put("journal.partition-rows", String.valueOf(Partitions.FIXED.rows()));
        demanded.put("shard.count", String.valueOf(SHARD_COUNT));
        return demanded;
    }

    /** The settings that are drawn when a keyspace is created. */
    static Map<String, Supplier<String>> drawn() {
        return Map.of(
                CLUSTER_ID, () -> UUID.randomUUID().toString(), FINGERPRINT_KEY, FixedSettings::drawFingerprintKey);
    }

    private static String drawFingerprintKey() {
        byte[] key = new byte[FINGERPRINT_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
