package io.breakwater.node.cli;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A ladder as lines of text, alike wherever its figures were read. */
final class Ladders {

    private static final String NOTHING = "0.00";

    private Ladders() {}

    /** Whose default it is and what it cost. */
    static String heading(String member, String loss, String uncovered) {
        return member + " lost " + loss + ", uncovered " + uncovered;
    }

    /** What a layer drew of whom, in the order of the payers; nothing for one that drew nothing. */
    static Optional<String> layer(String layer, String drawn, SortedMap<String, String> payers) {
        String paid = payers.entrySet().stream()
                .filter(payer -> !payer.getValue().equals(NOTHING))
                .map((Map.Entry<String, String> payer) -> payer.getKey() + " " + payer.getValue())
                .collect(Collectors.joining(", "));
        return drawn.equals(NOTHING) && paid.isEmpty()
                ? Optional.empty()
                : Optional.of(layer + " " + drawn + ": " + paid);
    }
}
