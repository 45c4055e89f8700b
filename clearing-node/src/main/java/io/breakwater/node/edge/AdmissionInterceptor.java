package io.breakwater.node.edge;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The one gate in front of every service: it names the caller, holds the call against {@link Permissions}, and sees to
 * its deadline. In insecure loopback mode the caller is whoever the metadata key {@value #PRINCIPAL_HEADER} names.
 */
final class AdmissionInterceptor implements ServerInterceptor {

    static final String PRINCIPAL_HEADER = "breakwater-principal";

    private static final Metadata.Key<String> PRINCIPAL =
            Metadata.Key.of(PRINCIPAL_HEADER, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> WARNING =
            Metadata.Key.of("breakwater-warning", Metadata.ASCII_STRING_MARSHALLER);

    /** Services of the toolkit that need no principal: they tell nothing about the house's business. */
    static final Set<String> OPEN_SERVICES = Set.of(
            "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection");

    private final Duration longestDeadline;
    private final Duration defaultDeadline;

    AdmissionInterceptor(Duration longestDeadline, Duration defaultDeadline) {
        this.longestDeadline = longestDeadline;
        this.defaultDeadline = defaultDeadline;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (OPEN_SERVICES.contains(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        try {
            Principal principal = principal(headers);
            String method = call.getMethodDescriptor().getFullMethodName();
            if (!Permissions.allows(principal.kind(), method)) {
                throw ApiError.NOT_PERMITTED.with("a " + principal.kind().word() + " may not call " + method);
            }
            if (CallDeadlines.MALFORMED.equals(headers.get(CallDeadlines.FOUND))) {
                throw ApiError.DEADLINE_MALFORMED.with(
                        "grpc-timeout must be 1 to 8 digits and one of H M S m u n, for example 10S");
            }
            boolean withoutDeadline = CallDeadlines.MISSING.equals(headers.get(CallDeadlines.FOUND));
            Context context =
                    Caller.in(Context.current(), principal, withoutDeadline ? defaultDeadline : longestDeadline);
            return Contexts.interceptCall(context, withoutDeadline ? warning(call) : call, headers, next);
        } catch (StatusRuntimeException refused) {
            call.close(
                    refused.getStatus(),
                    Optional.ofNullable(refused.getTrailers()).orElseGet(Metadata::new));
            return new ServerCall.Listener<>() {};
        }
    }

    private static Principal principal(Metadata headers) {
        String text = headers.get(PRINCIPAL);
        if (text == null) {
            throw ApiError.PRINCIPAL_MISSING.with("the metadata key " + PRINCIPAL_HEADER + " must name who is calling");
        }
        return Principal.parse(text)
                .orElseThrow(() -> ApiError.PRINCIPAL_MALFORMED.with(
                        "the metadata key " + PRINCIPAL_HEADER + " must be kind/id, for example member/ALFA"));
    }

    private <Q, A> ServerCall<Q, A> warning(ServerCall<Q, A> call) {
        return new io.grpc.ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void sendHeaders(Metadata headers) {
                headers.put(WARNING, "no deadline given; " + defaultDeadline.toSeconds() + " s assumed");
                super.sendHeaders(headers);
            }
        };
    }
}
