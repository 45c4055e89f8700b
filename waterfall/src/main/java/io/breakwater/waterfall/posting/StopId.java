package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;

/** Names a stop: who placed it, and the number of its event that did. */
public record StopId(EntityId by, long number) implements Comparable<StopId> {

    @Override
    public int compareTo(StopId other) {
        int order = by.compareTo(other.by);
        return order != 0 ? order : Long.compare(number, other.number);
    }
}
