package io.breakwater.chaos.workload;

import java.util.Set;

/**
 * The refusals after which a request has definitely not been applied, as {@code docs/reference/api.md} promises. This list
 * is written out, not derived: whatever is not on it leaves the outcome open. The journal is held against it afterwards.
 */
public final class Definite {

    private static final Set<String> NOT_APPLIED = Set.of(
            "PRINCIPAL_MISSING",
            "PRINCIPAL_MALFORMED",
            "NOT_PERMITTED",
            "NOT_YOURS",
            "MESSAGE_MALFORMED",
            "MESSAGE_TOO_LARGE",
            "DEADLINE_MALFORMED",
            "ID_MALFORMED",
            "REQUEST_ID_MALFORMED",
            "AMOUNT_MALFORMED",
            "AMOUNT_NOT_POSITIVE",
            "CURRENCY_MALFORMED",
            "CURRENCY_UNKNOWN",
            "FIELD_MISSING",
            "BATCH_SIZE",
            "NUMBER_MALFORMED",
            "POSITION_MALFORMED",
            "DECIMAL_MALFORMED",
            "PRICE_MALFORMED",
            "OUTSIDE_BOUNDS",
            "DATE_MALFORMED",
            "DURATION_MALFORMED",
            "NAMED_TWICE",
            "TERMS_NOT_SET",
            "BANK_UNKNOWN",
            "CATALOGUE_UNREACHABLE",
            "INSTRUMENT_UNKNOWN",
            "INSTRUMENT_EXPIRED",
            "SEQUENCE_REUSED",
            "SEQUENCE_OUT_OF_ORDER",
            "SEQUENCE_TOO_OLD",
            "BEFORE_NEWEST",
            "PAYOUT_UNKNOWN",
            "STOPPED",
            "ACCOUNT_UNKNOWN",
            "ACCOUNT_EXISTS",
            "HOUSE_ACCOUNT_EXISTS",
            "REQUEST_AHEAD_OF_TIME",
            "REQUEST_WINDOW_FULL",
            "REQUEST_ID_REUSED",
            "REQUEST_VOIDED",
            "REQUEST_ID_TOO_OLD",
            "CALL_NOT_OPEN",
            "MEMBER_UNKNOWN",
            "MEMBER_IN_DEFAULT",
            "OBLIGATION_UNKNOWN",
            "DEFAULT_UNKNOWN",
            "AUCTION_UNKNOWN",
            "NOT_OPEN",
            "CLOSED",
            "WRONG_SIDE",
            "BEYOND_RESERVE",
            "TOO_MANY_BIDS",
            "HOLD_REFUSED",
            "BID_UNKNOWN",
            "LINE_REUSED",
            "LINE_TOO_OLD",
            "LINE_OUT_OF_ORDER",
            "POSITION_NOT_REACHED",
            "OVERLOADED",
            "TOO_LATE");

    /** Of them those that are about an attempt alone: what an earlier attempt has done is as open as before. */
    private static final Set<String> OF_THIS_ATTEMPT =
            Set.of("OVERLOADED", "TOO_LATE", "CATALOGUE_UNREACHABLE", "REQUEST_WINDOW_FULL");

    private Definite() {}

    /** True when the refusal says nothing about earlier attempts at the same request. */
    static boolean isOfThisAttempt(String reason) {
        return OF_THIS_ATTEMPT.contains(reason);
    }

    /** True when a request that was refused for this reason has had no effect and never will by itself. */
    public static boolean notApplied(String reason) {
        return NOT_APPLIED.contains(reason);
    }
}
