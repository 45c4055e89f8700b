package io.breakwater.node.journal.cassandra;

/** No contact point answered. Nothing was done. */
public final class UnreachableCassandraException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public UnreachableCassandraException(String message, Throwable cause) {
        super(message, cause);
    }
}
