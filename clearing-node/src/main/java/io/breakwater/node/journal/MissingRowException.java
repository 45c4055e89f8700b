package io.breakwater.node.journal;

/** A number at or below the head has no row: the journal was damaged from outside. The entity must not recover. */
public final class MissingRowException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public MissingRowException(String persistenceId, long sequenceNumber) {
        super("the journal has no row " + sequenceNumber + " of " + persistenceId + " although later rows exist");
    }
}
