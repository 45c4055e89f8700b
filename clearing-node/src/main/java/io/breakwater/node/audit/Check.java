package io.breakwater.node.audit;

import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;

/**
 * One thing that the auditor looks after. Every entity is handed on in one piece: begin, its rows and events in order,
 * end; all accounts come before all others. A check keeps sums and small tables, never events.
 */
interface Check {

    /** The invariant that an event violates when this check cannot even compute with it. */
    Invariant invariant();

    /** The rows and events of an entity follow. */
    default void begin(EntityId entity) {}

    /** A row as it is stored, before its event. */
    default void row(EntityId entity, JournalRow row) {}

    /** What a partition says of itself, after its rows. */
    default void partition(EntityId entity, Head head, long deletedTo) {}

    /** An event that could be read. */
    default void event(AuditedEvent event) {}

    /** The entity has no more rows. */
    default void end(EntityId entity) {}

    /** The figures that an account's events state in the end. */
    default void closing(AccountClosing closing) {}

    /** A posting that its source has booked and its account has not taken yet. */
    default void inFlight(Posting posting) {}

    /** Everything has been read. */
    default void finish() {}
}
