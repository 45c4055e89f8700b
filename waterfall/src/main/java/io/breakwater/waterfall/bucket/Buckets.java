package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which bucket an account belongs to. Count and hash are fixed for ever: the journal is laid out by them. */
public final class Buckets {

    public static final int COUNT = 256;

    private Buckets() {}

    /**
     * The first eight bytes of SHA-256 over the account's key in UTF-8, read as one unsigned big-endian number, modulo
     * {@link #COUNT}.
     */
    public static int numberOf(EntityId account) {
        byte[] digest = sha256().digest(account.key().getBytes(StandardCharsets.UTF_8));
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), COUNT);
    }

    public static EntityId of(EntityId account) {
        return EntityId.of(EntityKind.BUCKET, Integer.toString(numberOf(account)));
    }

    /** The bucket that says which account is a member's own: as if the member's id were that of an account. */
    public static EntityId ofMember(String member) {
        return of(EntityId.of(EntityKind.ACCOUNT, member));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
