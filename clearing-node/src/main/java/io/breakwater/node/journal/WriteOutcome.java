package io.breakwater.node.journal;

/** What became of one atomic write. */
public sealed interface WriteOutcome {

    /** Stored, and durable; it is there for ever. */
    record Written() implements WriteOutcome {}

    /** Not stored and never will be: another writer has continued the history since. */
    record Conflict(String detail) implements WriteOutcome {}

    /** Stored or not stored, now or a little later; only the next write or recovery of the id settles which. */
    record Unknown(Throwable cause) implements WriteOutcome {}
}
