package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.run.Operation;
import java.util.SortedMap;
import java.util.TreeMap;

/** The positions that a read has waited for, by source. */
final class Tokens {

    private Tokens() {}

    static SortedMap<String, Long> of(Operation read) {
        SortedMap<String, Long> tokens = new TreeMap<>();
        String text = read.facts().getOrDefault(Facts.TOKENS, "");
        if (!text.isEmpty()) {
            for (String token : text.split(",", -1)) {
                int equals = token.lastIndexOf('=');
                tokens.put(token.substring(0, equals), Long.parseLong(token.substring(equals + 1)));
            }
        }
        return tokens;
    }
}
