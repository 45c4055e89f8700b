package io.breakwater.chaos.nemesis;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What schedules are drawn from: a round of faults that is repeated while there is time, or a bag of kinds that are drawn one
 * after the other. A file of the resources.
 *
 * @param about what it is for, in one line
 * @param quietMillis before the first fault
 * @param roundMillis how long a round is
 * @param round the faults of a round, at times since it began, whose targets {@code any} and {@code another} are drawn
 * @param bag the kinds that are drawn
 */
public record Scenario(
        String name, String about, long quietMillis, long roundMillis, List<Fault> round, List<Choice> bag) {

    /** All there are, in the order in which they are listed. */
    public static final List<String> NAMES = List.of(
            "mixed",
            "zombie-writer",
            "split-brain",
            "herd-at-restart",
            "death-at-each-layer",
            "journal-outage-in-a-call");

    public Scenario {
        round = List.copyOf(round);
        bag = List.copyOf(bag);
    }

    /**
     * A kind in the bag.
     *
     * @param times how often it lies in it
     * @param millis how long it may last, one of these
     * @param amounts its amount, one of these
     */
    public record Choice(FaultKind kind, int times, List<Long> millis, List<Long> amounts) {
        public Choice {
            millis = List.copyOf(millis);
            amounts = List.copyOf(amounts);
        }
    }

    /** The scenario of this name. */
    public static Optional<Scenario> named(String name) {
        return NAMES.contains(name) ? Optional.of(read(resource(name))) : Optional.empty();
    }

    /** All kinds of faults that its schedules may have. */
    public Set<FaultKind> kinds() {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        round.forEach(fault -> kinds.add(fault.kind()));
        bag.forEach(choice -> kinds.add(choice.kind()));
        return kinds;
    }

    /** Reads one from its JSON. */
    static Scenario read(String text) {
        Fields root = Fields.of(ScheduleJson.tree(text), "the scenario");
        List<Fault> round = new ArrayList<>();
        for (JsonNode each : root.list("round")) {
            round.add(ScheduleJson.fault(Fields.of(each, "a fault")));
        }
        List<Choice> bag = new ArrayList<>();
        for (JsonNode each : root.list("bag")) {
            Fields fields = Fields.of(each, "a choice");
            bag.add(new Choice(
                    FaultKind.parse(fields.text("kind")),
                    (int) fields.numberOr("times", 1),
                    fields.numbers("for_ms"),
                    fields.numbers("amount")));
            fields.requireNoMore();
        }
        Scenario scenario = new Scenario(
                root.text("name"),
                root.text("about"),
                root.number("quiet_ms"),
                root.numberOr("round_ms", 0),
                round,
                bag);
        root.requireNoMore();
        return scenario;
    }

    private static String resource(String name) {
        try (InputStream file = Optional.ofNullable(Scenario.class.getResourceAsStream(name + ".json"))
                .orElseThrow(() -> new IllegalStateException("no resource for " + name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException("cannot read " + name + " from our own jar", broken);
        }
    }
}
