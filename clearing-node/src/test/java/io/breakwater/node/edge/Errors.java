package io.breakwater.node.edge;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.protobuf.StatusProto;

/** What an error of the API says to programs. */
final class Errors {

    private Errors() {}

    /** The reason; empty for an error of the transport itself. */
    static String reason(Throwable failure) {
        return info(failure).getReason();
    }

    static ErrorInfo info(Throwable failure) {
        com.google.rpc.Status status = StatusProto.fromThrowable(failure);
        if (status != null) {
            for (Any detail : status.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    try {
                        return detail.unpack(ErrorInfo.class);
                    } catch (InvalidProtocolBufferException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return ErrorInfo.getDefaultInstance();
    }
}
