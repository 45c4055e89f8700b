package io.breakwater.node.scenario.drive;

/** Why a scenario could not be played to its end, in one line: the house did not answer, or not as it should. */
public sealed class DriveFailure extends RuntimeException permits Refusal {

    private static final long serialVersionUID = 1L;

    DriveFailure(String line) {
        super(line);
    }

    DriveFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
