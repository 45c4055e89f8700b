package io.breakwater.waterfall.account;

/** Why an account sets nothing aside. The names are part of the journal. */
public enum HoldRefusal {
    /** The account is not open. */
    ACCOUNT_UNKNOWN,
    /** A call is open or has expired, or positions are being closed out. */
    NOT_IN_GOOD_STANDING,
    /** The account has not so many lots on that side that nobody else holds. */
    LOTS_NOT_THERE,
    /** It is more than may leave, or more than the requirement leaves room for. */
    INSUFFICIENT_EXCESS,
    /** The hold is in another currency than the account. */
    OTHER_CURRENCY,
    /** As many holds live as may. */
    TOO_MANY_HOLDS
}
