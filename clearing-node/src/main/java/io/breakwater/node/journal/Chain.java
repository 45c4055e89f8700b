package io.breakwater.node.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.pekko.util.ByteString;

/**
 * One link of the hash chain that ties the rows of a persistence id together: a row that was altered, removed or
 * exchanged breaks the chain at that row.
 *
 * <p>The link of a row is SHA-256 over these bytes, in this order; lengths are unsigned 32-bit and the sequence number
 * is a signed 64-bit integer, both big-endian:
 *
 * <pre>
 * previous link (32 bytes; 32 zero bytes before the first row)
 * length of the persistence id in UTF-8, the persistence id in UTF-8
 * sequence number
 * length of the serializer's manifest in UTF-8, the manifest in UTF-8
 * length of the stored payload, the stored payload
 * </pre>
 *
 * <p>Attribution, tags and writer are not covered.
 */
public record Chain(ByteString digest) {

    /** Bytes in a link. */
    public static final int LENGTH = 32;

    /** The link before the first row: 32 zero bytes. */
    public static final Chain GENESIS = new Chain(ByteString.fromArray(new byte[LENGTH]));

    public Chain {
        if (digest.length() != LENGTH) {
            throw new IllegalArgumentException("a chain link has " + LENGTH + " bytes, not " + digest.length());
        }
    }

    /** The link of the row that follows this one. */
    public Chain next(String persistenceId, long sequenceNumber, StoredPayload payload) {
        MessageDigest sha256 = sha256();
        sha256.update(digest.asByteBuffer());
        updateSized(sha256, ByteBuffer.wrap(persistenceId.getBytes(StandardCharsets.UTF_8)));
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(sequenceNumber).flip());
        updateSized(sha256, ByteBuffer.wrap(payload.manifest().getBytes(StandardCharsets.UTF_8)));
        updateSized(sha256, payload.bytes().asByteBuffer());
        return new Chain(ByteString.fromArray(sha256.digest()));
    }

    private static void updateSized(MessageDigest sha256, ByteBuffer bytes) {
        sha256.update(
                ByteBuffer.allocate(Integer.BYTES).putInt(bytes.remaining()).flip());
        sha256.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
