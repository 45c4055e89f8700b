package io.breakwater.bench.ground;

/** Why something could not be measured, in one line. */
public final class BenchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchFailure(String line) {
        super(line);
    }

    public BenchFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
