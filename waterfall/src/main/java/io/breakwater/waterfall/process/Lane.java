package io.breakwater.waterfall.process;

/**
 * The order in which a gate admits what is waiting, and how much of each may wait. An input beyond the bound is refused
 * at once with {@link Answer.Overloaded} and has no effect.
 */
public enum Lane {
    /** Cures, holds and the steps of an episode: what keeps an account from a default, or carries one out. */
    FIRST(64),
    /** A new price snapshot to judge. */
    PRICES(64),
    /** Postings of a source; all that wait are folded into one command. */
    POSTINGS(64),
    /** Requests and reads. */
    REST(64);

    private final int bound;

    Lane(int bound) {
        this.bound = bound;
    }

    public int bound() {
        return bound;
    }
}
