package io.breakwater.node.scenario.drive;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;

/** A definite no of the house: the request had no effect and would be refused again. */
public final class Refusal extends DriveFailure {

    private static final long serialVersionUID = 1L;

    private final String reason;

    Refusal(String reason, StatusRuntimeException status) {
        super(reason + ": " + status.getStatus().getDescription(), status);
        this.reason = reason;
    }

    /** The reason that the API's error carries, such as {@code ACCOUNT_UNKNOWN}. */
    public String reason() {
        return reason;
    }

    /** The reason in an error of the API; the bare gRPC code when it carries none. */
    static String reasonIn(StatusRuntimeException failed) {
        return Optional.ofNullable(StatusProto.fromThrowable(failed)).stream()
                .flatMap(status -> status.getDetailsList().stream())
                .flatMap(detail -> errorInfo(detail).stream())
                .map(ErrorInfo::getReason)
                .findFirst()
                .orElse(failed.getStatus().getCode().name());
    }

    private static Optional<ErrorInfo> errorInfo(Any detail) {
        try {
            return detail.is(ErrorInfo.class) ? Optional.of(detail.unpack(ErrorInfo.class)) : Optional.empty();
        } catch (InvalidProtocolBufferException notOurs) {
            return Optional.empty();
        }
    }
}
