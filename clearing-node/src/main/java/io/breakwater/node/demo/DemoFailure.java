package io.breakwater.node.demo;

/** Why a demo could not be set up, in one line. */
public final class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DemoFailure(String line) {
        super(line);
    }
}
