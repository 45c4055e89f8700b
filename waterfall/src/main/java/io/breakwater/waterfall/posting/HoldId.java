package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;

/** Names a hold at one account: the source that asked, and the number of its event that did. */
public record HoldId(EntityId source, long number) implements Comparable<HoldId> {

    @Override
    public int compareTo(HoldId other) {
        int order = source.compareTo(other.source);
        return order != 0 ? order : Long.compare(number, other.number);
    }

    /** Reads back what {@link #toString} writes. */
    public static HoldId parse(String text) {
        int hash = text.lastIndexOf('#');
        return new HoldId(EntityId.parse(text.substring(0, hash)), Long.parseLong(text.substring(hash + 1)));
    }

    /** One text, so that it can be a key: {@code kind|key#number}. */
    @Override
    public String toString() {
        return source + "#" + number;
    }
}
