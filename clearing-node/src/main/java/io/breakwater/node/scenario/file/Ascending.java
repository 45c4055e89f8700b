package io.breakwater.node.scenario.file;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Watches that the times of a list do not go back, and that no name of it has two rows of one time. */
final class Ascending {

    private final Map<String, LocalDateTime> newestOfName = new TreeMap<>();
    private LocalDateTime newest = LocalDateTime.MIN;

    /** What is wrong with a further row of this time. */
    Optional<String> flaw(LocalDateTime at) {
        if (at.isBefore(newest)) {
            return Optional.of(text(at) + " comes after a row of " + text(newest) + ", rows must be in order of time");
        }
        newest = at;
        return Optional.empty();
    }

    /** What is wrong with a further row of this time for a name. */
    Optional<String> flaw(LocalDateTime at, String name) {
        Optional<String> flaw = flaw(at);
        if (flaw.isPresent()) {
            return flaw;
        }
        return at.equals(newestOfName.put(name, at))
                ? Optional.of("a second row for " + name + " at " + text(at))
                : Optional.empty();
    }

    private static String text(LocalDateTime at) {
        return at.toLocalDate() + " " + at.toLocalTime();
    }
}
