package io.breakwater.waterfall.fingerprint;

/** SipHash-2-4, as Aumasson and Bernstein published it in 2012. */
final class SipHash {

    private static final int BLOCK = Long.BYTES;
    private static final int BYTE_BITS = Byte.SIZE;

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    private SipHash(long low, long high) {
        v0 = low ^ 0x736f6d6570736575L;
        v1 = high ^ 0x646f72616e646f6dL;
        v2 = low ^ 0x6c7967656e657261L;
        v3 = high ^ 0x7465646279746573L;
    }

    static long of(long low, long high, byte[] message) {
        SipHash hash = new SipHash(low, high);
        int whole = message.length - message.length % BLOCK;
        for (int at = 0; at < whole; at += BLOCK) {
            hash.block(littleEndian(message, at));
        }
        long last = (long) message.length << (Long.SIZE - BYTE_BITS);
        for (int at = whole; at < message.length; at++) {
            last |= (message[at] & 0xffL) << (BYTE_BITS * (at - whole));
        }
        hash.block(last);
        return hash.end();
    }

    static long littleEndian(byte[] bytes, int from) {
        long word = 0;
        for (int i = 0; i < BLOCK; i++) {
            word |= (bytes[from + i] & 0xffL) << (BYTE_BITS * i);
        }
        return word;
    }

    private void block(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }

    private long end() {
        v2 ^= 0xff;
        round();
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
