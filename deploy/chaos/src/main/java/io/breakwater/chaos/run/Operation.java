package io.breakwater.chaos.run;

import java.util.Map;

/**
 * One call of a client as the client saw it. Times are milliseconds since the run began, by the one monotonic clock of the
 * run. A client that was given no definite answer knows nothing: the call may have taken effect, or may yet.
 *
 * @param number place in the history, by the time of the invocation
 * @param client who called, for example {@code member/ALDER}
 * @param call the RPC's name, for example {@code SubmitTrades}
 * @param resource what it was about, for example an account or a stream; the resource of {@code GetRequestStatus}
 * @param requestId the idempotency key, empty for a read
 * @param entrance the node that was called
 * @param invokedAt when it was sent
 * @param endedAt when its answer came or the client gave up
 * @param result what the client may conclude
 * @param reason the ErrorInfo reason or the gRPC code of what was not OK, else empty
 * @param facts what was asked and answered, as far as a check needs it; amounts in minor units
 */
public record Operation(
        long number,
        String client,
        String call,
        String resource,
        String requestId,
        String entrance,
        long invokedAt,
        long endedAt,
        Result result,
        String reason,
        Map<String, String> facts) {

    /** What a client may conclude from an answer. */
    public enum Result {
        /** It took effect, or was read. */
        OK,
        /** It definitely did not take effect. */
        REFUSED,
        /** Nobody told the client. */
        UNKNOWN
    }

    public Operation {
        facts = Map.copyOf(facts);
    }
}
