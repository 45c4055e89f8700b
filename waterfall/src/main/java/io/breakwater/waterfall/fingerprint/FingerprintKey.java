package io.breakwater.waterfall.fingerprint;

import io.breakwater.waterfall.process.EntityId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The secret by which accounts are weighed: w(account) = SipHash-2-4 of the account's id under this key, modulo {@link
 * #PRIME}. Without the key nobody can choose account ids whose errors cancel. Fixed for ever when a house is created.
 *
 * @param low the first eight bytes of the key, little-endian
 * @param high the last eight bytes
 */
public record FingerprintKey(long low, long high) {

    /** 2^61 - 1. */
    public static final long PRIME = (1L << 61) - 1;

    private static final int BYTES = 16;

    /**
     * Reads 16 bytes in hexadecimal.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static FingerprintKey parse(String hexadecimal) {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a fingerprint key of " + bytes.length + " bytes");
        }
        return new FingerprintKey(SipHash.littleEndian(bytes, 0), SipHash.littleEndian(bytes, Long.BYTES));
    }

    /** The weight of an account, 0 to {@link #PRIME} - 1. */
    public long weight(EntityId account) {
        byte[] id = account.toString().getBytes(StandardCharsets.UTF_8);
        return Long.remainderUnsigned(SipHash.of(low, high, id), PRIME);
    }
}
