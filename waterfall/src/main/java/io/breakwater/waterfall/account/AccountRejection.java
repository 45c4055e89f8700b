package io.breakwater.waterfall.account;

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
    REQUEST_WINDOW_FULL(5);

    private final int number;

    AccountRejection(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
