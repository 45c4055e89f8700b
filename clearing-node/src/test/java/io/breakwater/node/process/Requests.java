package io.breakwater.node.process;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.GetRequestStatusRequest;
import io.breakwater.protocol.accounts.v1.GetRequestStatusResponse;
import io.breakwater.protocol.accounts.v1.RequestResource;
import io.grpc.Metadata;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Requests of clients to a node. */
public final class Requests {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Metadata.Key<String> PRINCIPAL =
            Metadata.Key.of("breakwater-principal", Metadata.ASCII_STRING_MARSHALLER);

    private Requests() {}

    /** The stub as this principal calls it. */
    public static <S extends AbstractStub<S>> S as(String principal, S stub) {
        Metadata headers = new Metadata();
        headers.put(PRINCIPAL, principal);
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** A new time-ordered UUID. */
    public static String newId() {
        long millis = System.currentTimeMillis();
        long high = (millis << 16) | 0x7000 | RANDOM.nextInt(0x1000);
        long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** Asks after a request that nobody has made: the account persists that it never will be, then says so. */
    public static CompletableFuture<GetRequestStatusResponse> status(
            NodeProcess node, String account, String member, String request, Duration patience) {
        ListenableFuture<GetRequestStatusResponse> answer = as(
                        "member/" + member, AccountServiceGrpc.newFutureStub(node.channel()))
                .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
                .getRequestStatus(GetRequestStatusRequest.newBuilder()
                        .setAccount(account)
                        .setRequestId(request)
                        .setResource(RequestResource.REQUEST_RESOURCE_ACCOUNT)
                        .build());
        CompletableFuture<GetRequestStatusResponse> future = new CompletableFuture<>();
        answer.addListener(
                () -> {
                    try {
                        future.complete(Futures.getDone(answer));
                    } catch (ExecutionException failed) {
                        future.completeExceptionally(failed);
                    }
                },
                MoreExecutors.directExecutor());
        return future;
    }

    /** The answer, absent when the call failed: then nothing was acknowledged. */
    public static <A> Optional<A> settled(CompletableFuture<A> answer) {
        try {
            return Optional.of(answer.join());
        } catch (CompletionException failed) {
            return Optional.empty();
        }
    }
}
