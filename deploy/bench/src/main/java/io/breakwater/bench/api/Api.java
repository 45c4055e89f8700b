package io.breakwater.bench.api;

import io.breakwater.bench.ground.BenchFailure;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One node's API, for requests that do not wait for each other. */
public final class Api implements AutoCloseable {

    public static final String OPERATOR = "operator/bench";

    private static final Metadata.Key<String> PRINCIPAL =
            Metadata.Key.of("breakwater-principal", Metadata.ASCII_STRING_MARSHALLER);
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final Duration BUDGET = Duration.ofSeconds(90);

    private static final Set<Status.Code> NO_ANSWER =
            Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);

    private final ManagedChannel channel;
    private final Map<String, Channel> asPrincipal = new ConcurrentHashMap<>();

    private Api(ManagedChannel channel) {
        this.channel = channel;
    }

    /** The API at an address {@code host:port}. */
    public static Api at(String address) {
        return new Api(Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
                .build());
    }

    /** One attempt; completes with the answer or with the failure as gRPC tells it. */
    public <Q, A> CompletableFuture<A> attempt(
            String principal, MethodDescriptor<Q, A> method, Q request, Duration within) {
        CompletableFuture<A> answered = new CompletableFuture<>();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(within.toMillis(), TimeUnit.MILLISECONDS);
        ClientCalls.asyncUnaryCall(as(principal).newCall(method, options), request, new StreamObserver<A>() {
            @Override
            public void onNext(A answer) {
                answered.complete(answer);
            }

            @Override
            public void onError(Throwable failure) {
                answered.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {
                answered.completeExceptionally(new BenchFailure("no answer to " + method.getFullMethodName()));
            }
        });
        return answered;
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

    private Channel as(String principal) {
        return asPrincipal.computeIfAbsent(principal, each -> {
            Metadata headers = new Metadata();
            headers.put(PRINCIPAL, each);
            return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        });
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
