package io.breakwater.node.audit;

import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import io.breakwater.node.journal.StoredPayload;
import java.util.List;

/** A journal to be audited, as it is stored. It may be read while the house works. */
public interface JournalSource {

    /** Every persistence id with a row, in order; complete for all that was acknowledged before the call. */
    List<String> persistenceIds();

    /** Hands on everything that is stored under an id: rows in the order of partition and number. */
    void read(String persistenceId, Rows rows);

    /**
     * The event that was stored.
     *
     * @throws RuntimeException when this release cannot read it, or when it is no event that could ever have been made
     */
    Object event(StoredPayload payload);

    /** Takes what is read. */
    interface Rows {

        /** One row, those behind a delete mark included. */
        void row(JournalRow row);

        /** What a partition says of itself, as of the last row read of it. */
        void partition(Head head, long deletedTo);
    }
}
