package io.breakwater.node.catalogue;

/** The catalogue was asked and gave no answer that could be used; nothing was changed. */
public final class UnansweredCatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnansweredCatalogueException(String answer) {
        super("the catalogue answered " + answer);
    }
}
