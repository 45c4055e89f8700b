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
            case REQUEST_WINDOW_FULL ->
                ApiError.REQUEST_WINDOW_FULL.with(
                        "too many of your requests of the last day are remembered; send it again later", number);
        };
    }
}
