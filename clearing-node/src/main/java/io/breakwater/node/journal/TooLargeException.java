package io.breakwater.node.journal;

/** An event or an atomic write beyond the journal's limits. Definite: nothing was sent to the store. */
public final class TooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public TooLargeException(String message) {
        super(message);
    }
}
