package io.breakwater.node.edge;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;

/**
 * Every error the API answers: a reason that never changes its meaning, and its one gRPC code. {@code UNAVAILABLE} means
 * that the same request may be sent again; {@code DEADLINE_EXCEEDED} and {@link #OUTCOME_UNKNOWN} that it may or may not
 * have taken effect, which sending it again or asking for its status settles. Every other error had no effect.
 */
enum ApiError {
    PRINCIPAL_MISSING(Status.Code.UNAUTHENTICATED),
    PRINCIPAL_MALFORMED(Status.Code.UNAUTHENTICATED),
    NOT_PERMITTED(Status.Code.PERMISSION_DENIED),
    NOT_YOURS(Status.Code.PERMISSION_DENIED),
    MESSAGE_MALFORMED(Status.Code.INVALID_ARGUMENT),
    MESSAGE_TOO_LARGE(Status.Code.RESOURCE_EXHAUSTED),
    DEADLINE_MALFORMED(Status.Code.INVALID_ARGUMENT),
    ID_MALFORMED(Status.Code.INVALID_ARGUMENT),
    REQUEST_ID_MALFORMED(Status.Code.INVALID_ARGUMENT),
    AMOUNT_MALFORMED(Status.Code.INVALID_ARGUMENT),
    AMOUNT_NOT_POSITIVE(Status.Code.INVALID_ARGUMENT),
    CURRENCY_MALFORMED(Status.Code.INVALID_ARGUMENT),
    CURRENCY_UNKNOWN(Status.Code.INVALID_ARGUMENT),
    FIELD_MISSING(Status.Code.INVALID_ARGUMENT),
    BATCH_SIZE(Status.Code.INVALID_ARGUMENT),
    NUMBER_MALFORMED(Status.Code.INVALID_ARGUMENT),
    POSITION_MALFORMED(Status.Code.INVALID_ARGUMENT),
    DECIMAL_MALFORMED(Status.Code.INVALID_ARGUMENT),
    PRICE_MALFORMED(Status.Code.INVALID_ARGUMENT),
    OUTSIDE_BOUNDS(Status.Code.INVALID_ARGUMENT),
    DATE_MALFORMED(Status.Code.INVALID_ARGUMENT),
    DURATION_MALFORMED(Status.Code.INVALID_ARGUMENT),
    NAMED_TWICE(Status.Code.INVALID_ARGUMENT),
    INSTRUMENT_MALFORMED(Status.Code.INVALID_ARGUMENT),
    MARGIN_MALFORMED(Status.Code.INVALID_ARGUMENT),
    TERMS_MALFORMED(Status.Code.INVALID_ARGUMENT),
    PAGE_TOKEN_MALFORMED(Status.Code.INVALID_ARGUMENT),
    TERMS_NOT_SET(Status.Code.FAILED_PRECONDITION),
    CURRENCY_FIXED(Status.Code.FAILED_PRECONDITION),
    BANK_REMOVED(Status.Code.FAILED_PRECONDITION),
    BANK_UNKNOWN(Status.Code.NOT_FOUND),
    LISTED_OTHERWISE(Status.Code.ALREADY_EXISTS),
    CATALOGUE_FULL(Status.Code.RESOURCE_EXHAUSTED),
    CATALOGUE_UNREACHABLE(Status.Code.UNAVAILABLE),
    INSTRUMENT_UNKNOWN(Status.Code.NOT_FOUND),
    INSTRUMENT_EXPIRED(Status.Code.FAILED_PRECONDITION),
    SEQUENCE_REUSED(Status.Code.ALREADY_EXISTS),
    SEQUENCE_OUT_OF_ORDER(Status.Code.FAILED_PRECONDITION),
    SEQUENCE_TOO_OLD(Status.Code.FAILED_PRECONDITION),
    BEFORE_NEWEST(Status.Code.FAILED_PRECONDITION),
    PAYOUT_UNKNOWN(Status.Code.NOT_FOUND),
    STOPPED(Status.Code.FAILED_PRECONDITION),
    ACCOUNT_UNKNOWN(Status.Code.NOT_FOUND),
    ACCOUNT_EXISTS(Status.Code.ALREADY_EXISTS),
    HOUSE_ACCOUNT_EXISTS(Status.Code.ALREADY_EXISTS),
    REQUEST_AHEAD_OF_TIME(Status.Code.INVALID_ARGUMENT),
    REQUEST_WINDOW_FULL(Status.Code.RESOURCE_EXHAUSTED),
    ROSTER_FULL(Status.Code.RESOURCE_EXHAUSTED),
    REQUEST_ID_REUSED(Status.Code.ALREADY_EXISTS),
    REQUEST_VOIDED(Status.Code.FAILED_PRECONDITION),
    REQUEST_ID_TOO_OLD(Status.Code.FAILED_PRECONDITION),
    CALL_NOT_OPEN(Status.Code.FAILED_PRECONDITION),
    HOUSE_TERMS_NOT_SET(Status.Code.FAILED_PRECONDITION),
    MEMBER_UNKNOWN(Status.Code.NOT_FOUND),
    NOT_ITS_HOUSE_ACCOUNT(Status.Code.FAILED_PRECONDITION),
    REGISTERED_OTHERWISE(Status.Code.ALREADY_EXISTS),
    MEMBER_IN_DEFAULT(Status.Code.FAILED_PRECONDITION),
    OBLIGATION_UNKNOWN(Status.Code.NOT_FOUND),
    MEMBERS_FULL(Status.Code.RESOURCE_EXHAUSTED),
    DEFAULT_OPEN(Status.Code.FAILED_PRECONDITION),
    DEFAULT_UNKNOWN(Status.Code.NOT_FOUND),
    AUCTION_UNKNOWN(Status.Code.NOT_FOUND),
    NOT_OPEN(Status.Code.FAILED_PRECONDITION),
    CLOSED(Status.Code.FAILED_PRECONDITION),
    WRONG_SIDE(Status.Code.FAILED_PRECONDITION),
    BEYOND_RESERVE(Status.Code.FAILED_PRECONDITION),
    TOO_MANY_BIDS(Status.Code.RESOURCE_EXHAUSTED),
    HOLD_REFUSED(Status.Code.FAILED_PRECONDITION),
    BID_UNKNOWN(Status.Code.NOT_FOUND),
    LINE_REUSED(Status.Code.ALREADY_EXISTS),
    LINE_TOO_OLD(Status.Code.FAILED_PRECONDITION),
    LINE_OUT_OF_ORDER(Status.Code.FAILED_PRECONDITION),
    POSITION_NOT_REACHED(Status.Code.FAILED_PRECONDITION),
    PRICES_NOT_FRESH(Status.Code.UNAVAILABLE),
    WATCH_ENDED(Status.Code.UNAVAILABLE),
    WATCHER_TOO_SLOW(Status.Code.RESOURCE_EXHAUSTED),
    OVERLOADED(Status.Code.RESOURCE_EXHAUSTED),
    TOO_LATE(Status.Code.DEADLINE_EXCEEDED),
    OUTCOME_UNKNOWN(Status.Code.UNAVAILABLE),
    INTERNAL(Status.Code.INTERNAL);

    static final String DOMAIN = "breakwater";

    private final Status.Code code;

    ApiError(Status.Code code) {
        this.code = code;
    }

    Status.Code code() {
        return code;
    }

    /** This error as gRPC sends it. The message is for people; programs read the reason. */
    StatusRuntimeException with(String message) {
        return with(message, Map.of());
    }

    StatusRuntimeException with(String message, Map<String, String> metadata) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(name())
                        .setDomain(DOMAIN)
                        .putAllMetadata(metadata)
                        .build()))
                .build());
    }
}
