package io.breakwater.node.edge;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The second of two steps: a request is registered first, and decided when its account has spoken. */
final class Decisions {

    private final Entities entities;

    Decisions(Entities entities) {
        this.entities = entities;
    }

    /**
     * Waits for the account's word. Time that runs out meanwhile is no failure: the request is registered.
     *
     * @param taker who has registered it, and is asked
     * @param read the answer as a decision
     */
    <D> CompletionStage<D> await(
            Caller caller, EntityId taker, Message ask, String requestId, D registered, Function<Message, D> read) {
        CompletionStage<Message> answer;
        try {
            answer = entities.ask(caller, taker, ask, requestId);
        } catch (StatusRuntimeException tooLate) {
            return CompletableFuture.completedFuture(registered);
        }
        return answer.handle((reply, failure) -> {
            if (failure == null) {
                return read.apply(reply);
            }
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof TimeoutException || cause instanceof StatusRuntimeException) {
                return registered;
            }
            throw new CompletionException(cause);
        });
    }
}
