package io.breakwater.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One figure that was measured.
 *
 * @param key how the JSON names it, such as {@code sweep}
 * @param what the same in words
 * @param goal absent when the figure is only to be known
 * @param details other figures of the same measurement by name, in the order in which they are told
 */
public record Measure(
        String key, String what, double figure, String unit, Optional<Goal> goal, Map<String, Double> details) {

    public Measure {
        if (!Double.isFinite(figure)) {
            throw new IllegalArgumentException(key + " is not a figure: " + figure);
        }
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** A figure to be known. */
    public static Measure of(String key, String what, double figure, String unit) {
        return new Measure(key, what, figure, unit, Optional.empty(), Map.of());
    }

    /** The same figure, held against a goal in its own unit. */
    public Measure against(Goal goal) {
        return new Measure(key, what, figure, unit, Optional.of(goal), details);
    }

    /** The same figure with another one of the same measurement. */
    public Measure with(String name, double detail) {
        Map<String, Double> more = new LinkedHashMap<>(details);
        more.put(name, detail);
        return new Measure(key, what, figure, unit, goal, more);
    }

    /** Whether the goal is met; absent without one. */
    public Optional<Boolean> met() {
        return goal.map(each -> each.isMetBy(figure));
    }
}
