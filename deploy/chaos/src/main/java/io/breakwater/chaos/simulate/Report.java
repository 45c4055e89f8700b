package io.breakwater.chaos.simulate;

import io.breakwater.chaos.cluster.FaultKind;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What all runs together have shown, and whether that is enough. */
final class Report {

    private static final double NANOS = 1e9;
    private static final int HOUR = 3_600;
    /** From so many runs on, every kind of fault and every layer must have occurred. */
    private static final int ENOUGH_TO_SEE_ALL = 200;

    private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
    private final Map<Layer, Long> layers = new EnumMap<>(Layer.class);
    private final List<Outcome> violated = new ArrayList<>();
    private long runs;
    private long counted;
    private long events;
    private long steps;
    private long doubles;
    private double virtualSeconds;

    synchronized void add(Outcome outcome) {
        runs++;
        counted += outcome.counts() ? 1 : 0;
        events += outcome.events();
        steps += outcome.steps();
        doubles += outcome.doubles();
        virtualSeconds += outcome.virtualNanos() / NANOS;
        outcome.faults().forEach((kind, times) -> faults.merge(kind, times, Long::sum));
        outcome.defaults().forEach(layer -> layers.merge(layer, 1L, Long::sum));
        if (outcome.violation().isPresent()) {
            violated.add(outcome);
        }
    }

    synchronized long counted() {
        return counted;
    }

    synchronized List<Outcome> violated() {
        return List.copyOf(violated);
    }

    /** What is missing before this may be called a test; empty when nothing is. */
    synchronized List<String> missing(long wanted) {
        List<String> missing = new ArrayList<>();
        if (counted < wanted) {
            missing.add(counted + " of " + wanted + " seeds count");
        }
        if (wanted >= ENOUGH_TO_SEE_ALL) {
            for (FaultKind kind : FaultKind.values()) {
                if (!faults.containsKey(kind)) {
                    missing.add("no " + kind);
                }
            }
            for (Layer layer : Layer.values()) {
                if (!layers.containsKey(layer)) {
                    missing.add("no default whose last needed layer is " + layer);
                }
            }
        }
        return missing;
    }

    synchronized List<String> lines(double seconds) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%d seeds, %d of them count: at least %d faults struck and a default ran to its last needed layer",
                runs, counted, Outcome.FAULTS));
        lines.add(String.format(
                "%.1f simulated hours in %.1f s, %.1f seeds a second; %d events, %d steps",
                virtualSeconds / HOUR, seconds, runs / seconds, events, steps));
        lines.add("defaults by last needed layer: " + layers);
        lines.add("faults: " + faults);
        lines.add("entities started while they lived elsewhere: " + doubles);
        lines.add(violated.isEmpty() ? "0 violations" : violated.size() + " violations");
        return lines;
    }

    synchronized String json(double seconds, long wanted) {
        StringBuilder json = new StringBuilder("{\n");
        field(json, "seeds", Long.toString(runs));
        field(json, "counted", Long.toString(counted));
        field(json, "simulatedHours", String.format("%.2f", virtualSeconds / HOUR));
        field(json, "seconds", String.format("%.1f", seconds));
        field(json, "events", Long.toString(events));
        field(json, "steps", Long.toString(steps));
        field(json, "defaultsByLastLayer", map(layers));
        field(json, "faults", map(faults));
        field(
                json,
                "violatedSeeds",
                violated.stream().map(Outcome::seed).toList().toString());
        List<String> missing = missing(wanted);
        json.append("  \"missing\": [")
                .append(String.join(
                        ", ", missing.stream().map(each -> "\"" + each + "\"").toList()))
                .append("]\n}\n");
        return json.toString();
    }

    private static void field(StringBuilder json, String name, String value) {
        json.append("  \"").append(name).append("\": ").append(value).append(",\n");
    }

    private static String map(Map<?, Long> counts) {
        List<String> rows = new ArrayList<>();
        counts.forEach((name, count) -> rows.add("\"" + name + "\": " + count));
        return "{" + String.join(", ", rows) + "}";
    }
}
