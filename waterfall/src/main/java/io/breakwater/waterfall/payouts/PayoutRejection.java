package io.breakwater.waterfall.payouts;

/** Why nothing is paid out, or nothing is told. Numbers are fixed for ever; the one declared first is reported. */
public enum PayoutRejection {
    /** No such account or payout, or it belongs to another member: a member is not told which. */
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
    /** Zero, or less. */
    AMOUNT_NOT_POSITIVE(8),
    /** The account or its member is stopped. */
    STOPPED(9),
    /** Too many payouts are under way; the same request may be sent again later. */
    TOO_MANY_OPEN(10),
    /** Too many accounts have not acknowledged yet; the same request may be sent again later. */
    TOO_MANY_LAGGING(11),
    /** The account grants no hold of that amount; the detail is the account's own word. */
    HOLD_REFUSED(12),
    /** No such payout is under way or was settled lately, or no such request is known. */
    PAYOUT_UNKNOWN(13);

    private final int number;

    PayoutRejection(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
