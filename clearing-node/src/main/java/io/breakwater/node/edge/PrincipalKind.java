package io.breakwater.node.edge;

import java.util.Optional;

/** What a caller of the API is. The word is the first part of a principal's name. */
public enum PrincipalKind {
    MEMBER("member"),
    VENUE("venue"),
    TREASURY("treasury"),
    PRICES("prices"),
    OPERATOR("operator"),
    AUDITOR("auditor");

    private final String word;

    PrincipalKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<PrincipalKind> ofWord(String word) {
        for (PrincipalKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
