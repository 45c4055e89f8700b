package io.breakwater.node.journal;

/**
 * The journal refused a write because another writer has continued the history: the entity that asked is a stale copy
 * and must stop. Nothing was stored and nothing will be.
 */
public final class RefusedWriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedWriteException(String message) {
        super(message);
    }
}
