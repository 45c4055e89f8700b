package io.breakwater.chaos.process;

/** Why something could not be set up or broken, in one line. */
public final class LabFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LabFailure(String line) {
        super(line);
    }

    public LabFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
