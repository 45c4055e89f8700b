package io.breakwater.waterfall.posting;

import java.util.List;

/** An event of a source: the entries it books under its sequence number, and the acknowledgements that ride along. */
public interface SourceEvent {

    /** Postings that the entries of one event may have together: a full batch of two-sided trades. */
    int POSTINGS = 1_000;

    /** Legs that they may have together, so that what one account gets of one event always fits a message. */
    int LEGS = 4_000;

    default List<Entry> entries() {
        return List.of();
    }

    /**
     * True when after this event a stop of an account must reach the source: it books something for it, or holds something
     * of it that only the stop takes back.
     */
    default boolean engagesAccounts() {
        return !entries().isEmpty();
    }

    default List<Acknowledgement> acknowledged() {
        return List.of();
    }
}
