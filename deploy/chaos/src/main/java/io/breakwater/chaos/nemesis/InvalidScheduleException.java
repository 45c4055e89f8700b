package io.breakwater.chaos.nemesis;

/** Why a schedule or a scenario cannot be read, in one line. */
public final class InvalidScheduleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidScheduleException(String line) {
        super(line);
    }

    InvalidScheduleException(String line, Throwable cause) {
        super(line, cause);
    }
}
