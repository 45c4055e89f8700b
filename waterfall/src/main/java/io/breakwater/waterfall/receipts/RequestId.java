package io.breakwater.waterfall.receipts;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id a client gives a request: a UUID of version 7 (RFC 9562) in lower case, whose first 48 bits are milliseconds since
 * 1970. The order of the text is the order of the ids, so "older than" can be said of two ids alone. The time in it is the
 * client's and decides nothing but that order.
 */
public record RequestId(String value) implements Comparable<RequestId> {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final int HEX = 16;

    public RequestId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a UUID of version 7 in lower case: '" + value + "'");
        }
    }

    /** Reads an id from outside; absent when it is not one. */
    public static Optional<RequestId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new RequestId(text)) : Optional.empty();
    }

    /** When the client says it made the id. */
    public Instant time() {
        return Instant.ofEpochMilli(Long.parseLong(value.substring(0, 8) + value.substring(9, 13), HEX));
    }

    @Override
    public int compareTo(RequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
