package io.breakwater.node.edge;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is calling, written {@code kind/id} such as {@code member/ALFA}.
 *
 * @param onBehalfOf the person a console or a program acts for, when it does
 */
public record Principal(PrincipalKind kind, String id, Optional<String> onBehalfOf) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Principal {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a principal's id");
        }
    }

    /** Reads {@code kind/id}; empty when the text is not of this form. */
    static Optional<Principal> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !ID.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        return PrincipalKind.ofWord(text.substring(0, slash))
                .map(kind -> new Principal(kind, text.substring(slash + 1), Optional.empty()));
    }

    /** The member on whose own things a member's request must stay; absent for everybody else. */
    Optional<String> member() {
        return kind == PrincipalKind.MEMBER ? Optional.of(id) : Optional.empty();
    }

    @Override
    public String toString() {
        return kind.word() + "/" + id;
    }
}
