package io.breakwater.node.journal.cassandra;

/** The keyspace is missing, or its schema or its fixed settings are not those of this release. The message says which. */
public final class SchemaMismatchException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public SchemaMismatchException(String message) {
        super(message);
    }
}
