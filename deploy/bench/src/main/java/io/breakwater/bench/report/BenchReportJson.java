package io.breakwater.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;

/** The report as JSON; every figure is a number in the unit that stands beside it. */
public final class BenchReportJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BenchReportJson() {}

    /** The text of the file, with a newline at its end. */
    public static String write(BenchReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("quick", report.quick());
        root.put("seconds", BigDecimal.valueOf(report.took().toMillis(), 3));
        root.putObject("machine")
                .put("commit", report.machine().commit())
                .put("cores", report.machine().cores())
                .put("memory_mib", report.machine().memoryMiB())
                .put("jdk", report.machine().jdk())
                .put("os", report.machine().os())
                .put("load_before", report.machine().load());
        var measures = root.putArray("measures");
        report.measures().forEach(measure -> write(measure, measures.addObject()));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", e);
        }
    }

    private static void write(Measure measure, ObjectNode into) {
        into.put("measure", measure.key()).put("what", measure.what());
        into.put("figure", measure.figure()).put("unit", measure.unit());
        measure.goal().ifPresent(goal -> into.putObject("goal")
                .put(goal.direction().name().toLowerCase(Locale.ROOT), goal.bound())
                .put("unit", goal.unit()));
        measure.met().ifPresent(met -> into.put("met", met));
        ObjectNode details = into.putObject("details");
        measure.details().forEach(details::put);
    }
}
