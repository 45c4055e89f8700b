package io.breakwater.waterfall.posting;

/**
 * How much of its journal a source keeps in memory for its channels.
 *
 * @param newest postings that are not acknowledged, the newest ones
 * @param paged postings read again for all accounts that lag; beyond it an account gets one at a time
 * @param page postings read again for one account at a time
 */
public record OutboxBounds(int newest, int paged, int page) {

    public static final OutboxBounds STANDARD = new OutboxBounds(10_000, 10_000, 64);

    public OutboxBounds {
        if (newest < 0 || paged < 0 || page < 1) {
            throw new IllegalArgumentException("bounds " + newest + ", " + paged + ", " + page);
        }
    }
}
