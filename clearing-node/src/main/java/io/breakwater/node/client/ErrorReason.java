package io.breakwater.node.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;

/** The reason that an error of the API carries, such as {@code ACCOUNT_UNKNOWN}. */
public final class ErrorReason {

    private ErrorReason() {}

    /** The reason; absent in an error that the house has not made, such as one of the transport. */
    public static Optional<String> in(StatusRuntimeException failed) {
        return Optional.ofNullable(StatusProto.fromThrowable(failed)).stream()
                .flatMap(status -> status.getDetailsList().stream())
                .flatMap(detail -> errorInfo(detail).stream())
                .map(ErrorInfo::getReason)
                .findFirst();
    }

    /** The reason; the bare gRPC code when it carries none. */
    public static String orCode(StatusRuntimeException failed) {
        return in(failed).orElseGet(() -> failed.getStatus().getCode().name());
    }

    private static Optional<ErrorInfo> errorInfo(Any detail) {
        try {
            return detail.is(ErrorInfo.class) ? Optional.of(detail.unpack(ErrorInfo.class)) : Optional.empty();
        } catch (InvalidProtocolBufferException notOurs) {
            return Optional.empty();
        }
    }
}
