package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;

/** One check of a run; it throws a {@link Violation} where something does not hold. */
interface Check {

    /** An event has been persisted; the states are those of its entity before and after it. */
    void stored(Journal.Row row, Object before, Object after);

    /** Nothing more is to happen. */
    default void atRest() {}
}
