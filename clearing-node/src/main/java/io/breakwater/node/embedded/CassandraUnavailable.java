package io.breakwater.node.embedded;

/**
 * The embedded Cassandra cannot be had, for a reason that a person can act on. The message is one line that says what is
 * wrong and what to do about it.
 */
public final class CassandraUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose move it is. */
    public enum Reason {
        /** No Java that the server runs on was found. */
        NO_JAVA,
        /** A port that the server needs is taken by another program. */
        PORT_IN_USE,
        /** The data directory cannot be made or written. */
        DIRECTORY,
        /** The server's jars are not where the build puts them. */
        NOT_BUILT,
        /** The server died or did not answer within its bound. */
        DID_NOT_START
    }

    private final Reason reason;

    CassandraUnavailable(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    CassandraUnavailable(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
