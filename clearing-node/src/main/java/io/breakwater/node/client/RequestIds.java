package io.breakwater.node.client;

import java.util.SplittableRandom;
import java.util.UUID;

/** Makes the ids of requests: UUIDs of version 7. */
public final class RequestIds {

    private final SplittableRandom random = new SplittableRandom();

    public synchronized String next() {
        long high = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(0x1000);
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
