package io.breakwater.chaos.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.chaos.run.Struck;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.verdict.Failover;
import io.breakwater.chaos.verdict.Verdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A run in figures, as JSON; times in milliseconds since it began. */
public final class SummaryJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SummaryJson() {}

    /** Writes the file. */
    public static void write(Path file, RunRecord run) throws IOException {
        Files.writeString(file, render(run));
    }

    static String render(RunRecord run) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("scenario", run.scenario())
                .put("seed", run.seed())
                .put("command", run.command())
                .put("began", run.began().toString())
                .put("lasted", run.lastedMillis())
                .put("passed", Verdicts.passed(run.verdicts()));
        ObjectNode machine = root.putObject("machine");
        run.machine().forEach(machine::put);
        run.skipped().forEach(root.putArray("skipped")::add);
        ObjectNode operations = root.putObject("operations");
        run.byResult().forEach((result, count) -> operations.put(result.name().toLowerCase(Locale.ROOT), count));
        operations.put("p99", Seconds.p99(run.operations()));
        Map<String, Integer> kinds = new TreeMap<>();
        run.faults().stream().map(Struck::kind).forEach(kind -> kinds.merge(kind, 1, Integer::sum));
        ObjectNode faults = root.putObject("faults");
        kinds.forEach(faults::put);
        ArrayNode failovers = root.putArray("failovers");
        for (Failover failover : Failover.in(run.operations(), run.faults())) {
            failovers
                    .addObject()
                    .put("kind", failover.fault().kind())
                    .put("target", failover.fault().target())
                    .put("at", failover.fault().from())
                    .put("took", failover.millis());
        }
        ArrayNode verdicts = root.putArray("verdicts");
        for (Verdict verdict : run.verdicts()) {
            verdicts.addObject()
                    .put("check", verdict.check())
                    .put("judgement", verdict.judgement().name())
                    .put("detail", verdict.detail());
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", e);
        }
    }
}
