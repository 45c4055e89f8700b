package io.breakwater.waterfall.fingerprint;

/** Keys for tests. */
public final class Keys {

    /** The key of the published test vectors: the bytes 00 to 0f. */
    public static final FingerprintKey FIXED = FingerprintKey.parse("000102030405060708090a0b0c0d0e0f");

    private Keys() {}
}
