package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;

/** Names a stop: who placed it, and the number of its event that did. */
public record StopId(EntityId by, long number) implements Comparable<StopId> {

    @Override
    public int compareTo(StopId other) {
        int order = by.compareTo(other.by);
        return order != 0 ? order : Long.compare(number, other.number);
    }

    /** Reads back what {@link #toString} writes. */
    public static StopId parse(String text) {
        int hash = text.lastIndexOf('#');
        return new StopId(EntityId.parse(text.substring(0, hash)), Long.parseLong(text.substring(hash + 1)));
    }

    /** One text, so that it can be a key: {@code kind|key#number}. */
    @Override
    public String toString() {
        return by + "#" + number;
    }
}
