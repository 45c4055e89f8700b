package io.breakwater.node.audit;

/**
 * The invariants that a journal can show something about. The number is that of the list in {@code
 * docs/reference/audit.md}; 4, that nothing acknowledged is lost, is for those who received the acknowledgements to say.
 */
enum Invariant {
    CONSERVATION("1 conservation", "what banks and custodians really hold"),
    MATCHED_BOOK("2 matched book", ""),
    EXACTLY_ONCE("3 exactly once", "what clients were answered, and that a refusal had no effect"),
    HISTORY("5 history", "rows cut off at the end with their head; who and when, which the chain does not cover"),
    FOLD("6 fold", "the state that a running node has in memory"),
    GRANTS("7 grants", "the requirement at the snapshot by which a grant was decided"),
    CALLS("8 margin calls", "whether a node's clock was right, and what buckets answered about outages"),
    EPISODES("9 episodes", ""),
    LOSSES("10 losses", ""),
    CAPS("11 caps", "assessments before the house kept this journal"),
    DELEVERAGING("12 deleveraging", "candidates that were not chosen"),
    CAUSES("13 named causes", ""),
    ATTRIBUTION("14 attribution", "approvals by a second person, of which this release has none");

    private final String title;
    private final String notShown;

    Invariant(String title, String notShown) {
        this.title = title;
        this.notShown = notShown;
    }

    /** Number and name, as in the report. */
    String title() {
        return title;
    }

    /** The part of it that no journal can show; empty when the journal shows all of it. */
    String notShown() {
        return notShown;
    }
}
