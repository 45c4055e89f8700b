package io.breakwater.node.edge;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/**
 * Refuses bytes that are no message of the method as the caller's fault, which the toolkit would answer as one of ours.
 * It stands outside of where messages are read.
 */
final class UnreadableRequests implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private boolean refused;

            @Override
            public void onMessage(Q message) {
                try {
                    super.onMessage(message);
                } catch (StatusRuntimeException unreadable) {
                    refused = true;
                    StatusRuntimeException answer = unreadable.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED
                            ? ApiError.MESSAGE_TOO_LARGE.with("the message is larger than 1 MiB when unpacked")
                            : ApiError.MESSAGE_MALFORMED.with("the bytes are no message of this method");
                    call.close(
                            answer.getStatus(),
                            Optional.ofNullable(answer.getTrailers()).orElseGet(Metadata::new));
                }
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }
}
