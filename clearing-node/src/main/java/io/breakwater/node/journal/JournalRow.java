package io.breakwater.node.journal;

import java.util.UUID;

/**
 * A row of the journal as it is stored, for replay and audit: the event, the partition it lies in, the write that
 * brought it, and its link in the hash chain.
 */
public record JournalRow(StoredEvent event, long partition, UUID writeId, Chain chain) {

    /** Shorthand for the event's sequence number. */
    public long sequenceNumber() {
        return event.sequenceNumber();
    }
}
