package io.breakwater.node.journal;

/** A write whose outcome could not be settled in time: it may or may not be stored. Recovery of the entity settles it. */
public final class UnknownWriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownWriteException(String message, Throwable cause) {
        super(message, cause);
    }
}
