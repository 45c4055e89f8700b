package io.breakwater.node.client;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One node's API, for requests that do not wait for each other. Threads may share it. */
public final class NodeApi implements AutoCloseable {

    private static final Metadata.Key<String> PRINCIPAL =
            Metadata.Key.of("breakwater-principal", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel channel;
    private final Map<String, Channel> asPrincipal = new ConcurrentHashMap<>();

    private NodeApi(ManagedChannel channel) {
        this.channel = channel;
    }

    /** The API at an address {@code host:port}. */
    public static NodeApi at(String address) {
        return new NodeApi(Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
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
                answered.completeExceptionally(Status.INTERNAL
                        .withDescription("no answer to " + method.getFullMethodName())
                        .asRuntimeException());
            }
        });
        return answered;
    }

    /** Tries to connect again at once, however often that has failed before. */
    public void reconnect() {
        channel.resetConnectBackoff();
    }

    private Channel as(String principal) {
        return asPrincipal.computeIfAbsent(principal, each -> {
            Metadata headers = new Metadata();
            headers.put(PRINCIPAL, each);
            return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        });
    }

    /** Ends every call that is under way. */
    @Override
    public void close() {
        channel.shutdownNow();
    }
}
