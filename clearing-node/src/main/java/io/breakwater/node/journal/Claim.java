package io.breakwater.node.journal;

import java.util.Optional;
import java.util.UUID;

/**
 * The sole right to continue a history, taken by compare-and-set when an instance recovers: from then on the store refuses
 * whatever an earlier holder sends, or has sent and is still on its way. No claim is ever made twice.
 *
 * @param journal one start of the journal plugin, on one node
 * @param number counts the claims of that start
 */
public record Claim(UUID journal, long number) {

    private static final char BETWEEN = '/';

    /** True when the claim was made by this start of the plugin. */
    public boolean isOf(UUID start) {
        return journal.equals(start);
    }

    /** As it is stored. */
    public String text() {
        return journal.toString() + BETWEEN + number;
    }

    /** Reads the stored form; absent before the first claim. */
    public static Optional<Claim> parse(Optional<String> text) {
        return text.map(stored -> {
            int between = stored.indexOf(BETWEEN);
            return new Claim(
                    UUID.fromString(stored.substring(0, between)), Long.parseLong(stored.substring(between + 1)));
        });
    }
}
