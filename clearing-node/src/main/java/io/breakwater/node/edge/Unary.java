package io.breakwater.node.edge;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a unary call once, with a value or with one of the API's errors. */
final class Unary {

    private static final Logger LOG = LoggerFactory.getLogger(Unary.class);

    private Unary() {}

    /** Runs the handler and gives the caller what it comes to. */
    static <A> void answer(StreamObserver<A> caller, Supplier<CompletionStage<A>> handler) {
        CompletionStage<A> outcome;
        try {
            outcome = handler.get();
        } catch (RuntimeException refused) {
            caller.onError(error(refused));
            return;
        }
        outcome.whenComplete((value, failure) -> {
            if (failure != null) {
                caller.onError(error(failure));
            } else {
                caller.onNext(value);
                caller.onCompleted();
            }
        });
    }

    /** The error that the caller gets for a failure. */
    static StatusRuntimeException error(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof StatusRuntimeException status) {
            return status;
        }
        if (cause instanceof TimeoutException) {
            return Status.DEADLINE_EXCEEDED
                    .withDescription("no answer in time; the request may or may not have taken effect")
                    .asRuntimeException();
        }
        LOG.error("a request failed for a reason that is no answer", cause);
        return ApiError.INTERNAL.with("the request failed; the node's log says why");
    }

    /** What failed, however many stages have wrapped it. */
    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
