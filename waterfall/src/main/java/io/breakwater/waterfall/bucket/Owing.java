package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.process.EntityId;

/** The state of an entity that owes things to others and must be kept awake while it does. */
public interface Owing {

    EntityId self();

    /** How many events it has persisted. */
    long number();

    /** True when it owes nothing to anybody. */
    boolean owesNothing();

    /**
     * True when it has booked an entry before: then it is on the house's list of sources for good. Matters only to a
     * source that has to register, see {@link Attended#registered}.
     */
    default boolean hasBooked() {
        return false;
    }
}
