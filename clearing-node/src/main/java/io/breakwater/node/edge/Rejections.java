package io.breakwater.node.edge;

import io.breakwater.waterfall.account.AccountRejection;
import io.grpc.StatusRuntimeException;
import java.util.Map;

/** The one mapping from the rules' refusals to the API's errors. */
final class Rejections {

    private Rejections() {}

    static StatusRuntimeException of(AccountRejection reason) {
        Map<String, String> number = Map.of("number", Integer.toString(reason.number()));
        return switch (reason) {
            case NOT_YOURS -> ApiError.NOT_YOURS.with("no such account of yours", number);
            case ACCOUNT_UNKNOWN -> ApiError.ACCOUNT_UNKNOWN.with("no such account", number);
            case OPENED_OTHERWISE -> ApiError.ACCOUNT_EXISTS.with("the account is open on other terms", number);
            case REQUEST_AHEAD_OF_TIME ->
                ApiError.REQUEST_AHEAD_OF_TIME.with(
                        "the time in request_id is more than a day ahead of the house", number);
            case REQUEST_REUSED -> ApiError.REQUEST_ID_REUSED.with("request_id was used for another request", number);
            case REQUEST_VOIDED ->
                ApiError.REQUEST_VOIDED.with(
                        "it was answered that this request had not been applied, so it never will be", number);
            case REQUEST_TOO_OLD ->
                ApiError.REQUEST_ID_TOO_OLD.with("request_id is older than what is remembered", number);
            case CALL_NOT_OPEN -> ApiError.CALL_NOT_OPEN.with("no such call is open", number);
            case REQUEST_WINDOW_FULL ->
                ApiError.REQUEST_WINDOW_FULL.with(
                        "too many of your requests of the last day are remembered; send it again later", number);
        };
    }
}
