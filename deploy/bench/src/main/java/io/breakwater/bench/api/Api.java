package io.breakwater.bench.api;

import io.breakwater.bench.ground.BenchFailure;
import io.breakwater.node.client.NodeApi;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/** One node's API, for requests that do not wait for each other. */
public final class Api implements AutoCloseable {

    public static final String OPERATOR = "operator/bench";

    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final Duration BUDGET = Duration.ofSeconds(90);

    private static final Set<Status.Code> NO_ANSWER =
            Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);

    private final NodeApi node;

    private Api(NodeApi node) {
        this.node = node;
    }

    /** The API at an address {@code host:port}. */
    public static Api at(String address) {
        return new Api(NodeApi.at(address));
    }

    /** One attempt; completes with the answer or with the failure as gRPC tells it. */
    public <Q, A> CompletableFuture<A> attempt(
            String principal, MethodDescriptor<Q, A> method, Q request, Duration within) {
        return node.attempt(principal, method, request, within);
    }

    /** The answer; the same request is sent again while there is none, for a minute and a half at most. */
    public <Q, A> CompletableFuture<A> ask(String principal, MethodDescriptor<Q, A> method, Q request) {
        return ask(principal, method, request, Api::isNoAnswer);
    }

    /** The answer to a request that may be sent again after these failures. */
    <Q, A> CompletableFuture<A> ask(
            String principal, MethodDescriptor<Q, A> method, Q request, Predicate<Status> again) {
        long giveUp = System.nanoTime() + BUDGET.toNanos();
        return Again.until(() -> attempt(principal, method, request, ATTEMPT), failure -> {
            Status status = Status.fromThrowable(failure);
            if (!again.test(status) || System.nanoTime() > giveUp) {
                throw new BenchFailure(method.getFullMethodName() + ": " + status, failure);
            }
        });
    }

    /** Codes that leave the outcome open or say that the same request may be sent again. */
    static boolean isNoAnswer(Status status) {
        return NO_ANSWER.contains(status.getCode());
    }

    /** Waits for an answer. */
    public static <A> A await(CompletableFuture<A> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            Throwable cause = Again.cause(failed);
            throw cause instanceof BenchFailure known ? known : new BenchFailure(String.valueOf(cause), cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
