package io.breakwater.chaos.verdict;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the journal says that a request has brought about: one line of it for each request, or two that contradict each
 * other.
 *
 * @param entity who has persisted it
 * @param number under which number
 * @param key the request, as {@link RequestKeys} writes it
 * @param details what a client could have been told of it
 */
public record Effect(String entity, long number, Kind kind, String key, SortedMap<String, String> details) {

    /** What it is. */
    public enum Kind {
        /** A line of a bank's statement. */
        LINE,
        /** A batch of trades. */
        BATCH,
        /** Prices of a source. */
        PUBLICATION,
        /** A withdrawal that was registered. */
        WITHDRAWAL,
        /** A call that was confirmed. */
        ACKNOWLEDGEMENT,
        /** A bid that was registered. */
        BID,
        /** A bid that was taken back. */
        BID_WITHDRAWAL,
        /** A word that an obligation is to be paid. */
        PAYMENT,
        /** The request will never take effect. */
        VOID
    }

    /** The detail that says what was asked for. */
    public static final String CONTENT = "content";

    /** Details of a batch are named by its trades, after this. */
    public static final String TRADE = "trade.";

    public Effect {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }
}
