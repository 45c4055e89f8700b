package io.breakwater.waterfall.deleveraging;

/** Whose lots are closed, and how many of each. */
public enum AdlPolicy {
    /** Best rank first, whole positions until all lots are placed. */
    QUEUE,
    /** Everybody on the other side, by the size of the position, largest remainder. */
    PRO_RATA
}
