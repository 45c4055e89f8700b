package io.breakwater.node.launch;

/** Why a node could not start, in one line. */
public final class NodeStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NodeStartException(String line) {
        super(line);
    }

    NodeStartException(String line, Throwable cause) {
        super(line, cause);
    }
}
