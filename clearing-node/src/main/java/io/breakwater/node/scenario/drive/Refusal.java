package io.breakwater.node.scenario.drive;

import io.grpc.StatusRuntimeException;

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
}
