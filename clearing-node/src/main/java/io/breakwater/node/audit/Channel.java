package io.breakwater.node.audit;

import java.util.Arrays;

/** What one account has taken from one source: numbers in their order and a digest of each, sixteen bytes a delivery. */
final class Channel {

    /** What a source's own number is to the account. */
    enum Seen {
        TAKEN,
        OTHERWISE,
        SKIPPED,
        IN_FLIGHT
    }

    private static final int FIRST = 4;

    private long[] numbers = new long[FIRST];
    private long[] digests = new long[FIRST];
    private int size;
    private int next;

    /** The last number taken; 0 before the first. */
    long mark() {
        return size == 0 ? 0 : numbers[size - 1];
    }

    /** Notes a delivery; its number is above the mark. */
    void take(long number, long digest) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
            digests = Arrays.copyOf(digests, size * 2);
        }
        numbers[size] = number;
        digests[size++] = digest;
    }

    /** The smallest number taken that lies below this one and was not asked for yet; 0 when there is none. */
    long strayBelow(long number) {
        return next < size && numbers[next] < number ? numbers[next++] : 0;
    }

    /** What has become of the source's next number. */
    Seen booked(long number, long digest) {
        if (next < size && numbers[next] == number) {
            return digests[next++] == digest ? Seen.TAKEN : Seen.OTHERWISE;
        }
        return number < mark() ? Seen.SKIPPED : Seen.IN_FLIGHT;
    }
}
