package io.breakwater.node.scenario.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * The report as JSON. Amounts are decimal strings with all decimals of their currency, so that no reader rounds them;
 * counts and seconds (to the millisecond) are numbers.
 */
public final class DemoReportJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DemoReportJson() {}

    /** The text of the file, with a newline at its end; the same on every platform. */
    public static String write(DemoReport report) {
        return text(tree(report));
    }

    /** The findings of an audit alone, as they stand in the report under {@code audit}. */
    public static String write(DemoReport.AuditFindings audit) {
        return text(audit(audit));
    }

    private static String text(ObjectNode tree) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try {
            return MAPPER.writer(new DefaultPrettyPrinter()
                                    .withObjectIndenter(lines)
                                    .withArrayIndenter(lines))
                            .writeValueAsString(tree)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", e);
        }
    }

    private static ObjectNode tree(DemoReport report) {
        ObjectNode root = NODES.objectNode();
        root.put("scenario", report.scenario());
        root.put("nodes", report.nodes());
        root.put("trades", report.trades());
        root.set("calls", calls(report.calls()));
        root.put("liquidations", report.liquidations());
        ArrayNode episodes = root.putArray("episodes");
        report.episodes().forEach(episode -> episodes.add(episode(episode)));
        report.audit().ifPresent(audit -> root.set("audit", audit(audit)));
        root.set("seconds", seconds(report.timing()));
        return root;
    }

    private static ObjectNode calls(DemoReport.CallCounts calls) {
        return NODES.objectNode()
                .put("issued", calls.issued())
                .put("met", calls.met())
                .put("partly_met", calls.partlyMet())
                .put("superseded", calls.superseded())
                .put("expired", calls.expired());
    }

    private static ObjectNode episode(DemoReport.EpisodeLadder episode) {
        ObjectNode node = NODES.objectNode()
                .put("member", episode.member())
                .put("currency", episode.currency().code())
                .put("loss", episode.loss().decimal());
        ArrayNode layers = node.putArray("layers");
        for (DemoReport.LayerDraw draw : episode.layers()) {
            ObjectNode layer = layers.addObject()
                    .put("layer", draw.layer())
                    .put("available", draw.available().decimal())
                    .put("drawn", draw.drawn().decimal());
            ArrayNode payers = layer.putArray("payers");
            draw.payers().forEach(payer -> payers.addObject()
                    .put("id", payer.id())
                    .put("amount", payer.amount().decimal()));
        }
        return node.put("uncovered", episode.uncovered().decimal());
    }

    private static ObjectNode audit(DemoReport.AuditFindings audit) {
        ObjectNode node = NODES.objectNode().put("events", audit.events());
        ArrayNode invariants = node.putArray("invariants");
        audit.invariants().forEach(invariant -> invariants
                .addObject()
                .put("name", invariant.name())
                .put("holds", invariant.holds())
                .put("detail", invariant.detail()));
        return node;
    }

    private static ObjectNode seconds(DemoReport.Timing timing) {
        return NODES.objectNode()
                .put("build", number(timing.build()))
                .put("start", number(timing.start()))
                .put("scenario", number(timing.scenario()))
                .put("audit", number(timing.audit()));
    }

    private static BigDecimal number(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }
}
