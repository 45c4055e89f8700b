package io.breakwater.chaos.nemesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A schedule as the JSON that {@code --schedule} reads again. */
public final class ScheduleJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ScheduleJson() {}

    /** The text of the file. */
    public static String write(Schedule schedule) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("scenario", schedule.scenario())
                .put("seed", schedule.seed())
                .put("nodes", schedule.nodes())
                .put("ends_ms", schedule.millis());
        ArrayNode faults = root.putArray("faults");
        for (Fault fault : schedule.faults()) {
            ObjectNode each = faults.addObject()
                    .put("at_ms", fault.at())
                    .put("kind", fault.kind().text())
                    .put("for_ms", fault.millis());
            ArrayNode targets = each.putArray("targets");
            fault.targets().forEach(targets::add);
            if (fault.amount() != 0) {
                each.put("amount", fault.amount());
            }
            if (!fault.when().isEmpty()) {
                each.put("when", fault.when());
            }
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", e);
        }
    }

    /**
     * Reads what {@link #write} has written, or a person.
     *
     * @throws InvalidScheduleException when it is none
     */
    public static Schedule read(String text) {
        Fields root = Fields.of(tree(text), "the schedule");
        List<Fault> faults = new ArrayList<>();
        for (JsonNode each : root.list("faults")) {
            faults.add(fault(Fields.of(each, "a fault")));
        }
        Schedule schedule = new Schedule(
                root.text("scenario"), root.number("seed"), (int) root.number("nodes"), root.number("ends_ms"), faults);
        root.requireNoMore();
        return schedule;
    }

    /** A fault of a schedule, or of a scenario, whose targets are yet to be drawn. */
    static Fault fault(Fields fields) {
        Fault fault = new Fault(
                fields.number("at_ms"),
                FaultKind.parse(fields.text("kind")),
                fields.texts("targets"),
                fields.number("for_ms"),
                fields.numberOr("amount", 0),
                fields.textOr("when", ""));
        fields.requireNoMore();
        return fault;
    }

    static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new InvalidScheduleException("not JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }
}
