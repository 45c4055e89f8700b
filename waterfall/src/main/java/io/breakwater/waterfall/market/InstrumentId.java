package io.breakwater.waterfall.market;

import java.util.regex.Pattern;

/** The name of an instrument, {@code [A-Za-z0-9._-]{1,64}}; instruments are taken in the order of their ids. */
public record InstrumentId(String value) implements Comparable<InstrumentId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public InstrumentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an instrument id: '" + value + "'");
        }
    }

    public static InstrumentId of(String value) {
        return new InstrumentId(value);
    }

    @Override
    public int compareTo(InstrumentId other) {
        return value.compareTo(other.value);
    }

    /** The bare id, so that it can be a key. */
    @Override
    public String toString() {
        return value;
    }
}
