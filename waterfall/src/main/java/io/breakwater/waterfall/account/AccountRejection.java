package io.breakwater.waterfall.account;

import io.breakwater.waterfall.receipts.Finding;

/** Why an account does not do what it is asked. Numbers are fixed for ever; the one declared first is reported. */
public enum AccountRejection {
    /** No such account, or it belongs to another member: a member is not told which. */
    NOT_YOURS(1),
    /** No such account. */
    ACCOUNT_UNKNOWN(2),
    /** The account is open on other terms. */
    OPENED_OTHERWISE(3),
    /** The client's clock is more than a day ahead of the house. */
    REQUEST_AHEAD_OF_TIME(4),
    /** Too many requests of the last day are remembered; the same request may be sent again later. */
    REQUEST_WINDOW_FULL(5),
    /** The id was used for another request. */
    REQUEST_REUSED(6),
    /** It was answered that this request had not been applied, so it never will be. */
    REQUEST_VOIDED(7),
    /** The request is older than what is remembered. */
    REQUEST_TOO_OLD(8),
    /** No such call is open. */
    CALL_NOT_OPEN(9),
    /** What if: lots worth more than may be traded at a time, or in another currency than the account. */
    OUT_OF_BOUNDS(10);

    private final int number;

    AccountRejection(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    static AccountRejection of(Finding.Reason reason) {
        return switch (reason) {
            case OTHER_PAYLOAD -> REQUEST_REUSED;
            case VOIDED -> REQUEST_VOIDED;
            case TOO_OLD -> REQUEST_TOO_OLD;
            case AHEAD_OF_TIME -> REQUEST_AHEAD_OF_TIME;
            case WINDOW_FULL -> REQUEST_WINDOW_FULL;
        };
    }
}
