package io.breakwater.waterfall.bidding;

/** Why a bid does not stand. Numbers are fixed for ever; the one declared first is reported. */
public enum BidRejection {
    /** No such account or bid, or it belongs to another member: a member is not told which. */
    NOT_YOURS(1),
    /** No such account. */
    ACCOUNT_UNKNOWN(2),
    /** The request id was used with another payload. */
    REQUEST_REUSED(3),
    /** It was answered before that the request had not been applied. */
    REQUEST_VOIDED(4),
    /** The request id is older than what is remembered. */
    REQUEST_TOO_OLD(5),
    /** The client's clock is more than a day ahead of the house. */
    REQUEST_AHEAD_OF_TIME(6),
    /** Too many requests of the last day are remembered; the same request may be sent again later. */
    REQUEST_WINDOW_FULL(7),
    /** No lots, more than may be bid for, or a price beyond what can be computed. */
    OUT_OF_BOUNDS(8),
    /** The desk has no terms, there is no such auction, or nobody knows the time; the same request may be sent again. */
    NOT_OPEN(9),
    /** The auction is closed. */
    CLOSED(10),
    /** The bid is on the wrong side of the auction. */
    WRONG_SIDE(11),
    /** The bid is worse than the reserve price. */
    BEYOND_RESERVE(12),
    /** The account, its member or the instrument is stopped. */
    STOPPED(13),
    /** As many bids stand as may; the same request may be sent again later. */
    TOO_MANY_BIDS(14),
    /** The account sets no room aside for these lots; the detail is the account's own word. */
    HOLD_REFUSED(15),
    /** No such bid stands, or no such request is known. */
    BID_UNKNOWN(16);

    private final int number;

    BidRejection(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
