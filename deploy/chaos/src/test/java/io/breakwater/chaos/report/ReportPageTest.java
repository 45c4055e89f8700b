package io.breakwater.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import io.breakwater.chaos.run.Struck;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The reports of a run say what happened, need nothing from outside, and can be read by those they are for. */
final class ReportPageTest {

    private static RunRecord run() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean open = i > 100 && i < 140;
            operations.add(new Operation(
                    i + 1,
                    "venue/v1",
                    "SubmitTrades",
                    "trades|v1:s1",
                    "batch-" + i,
                    "n1",
                    i * 100L,
                    i * 100L + 20,
                    open ? Result.UNKNOWN : Result.OK,
                    open ? "UNAVAILABLE" : "",
                    Map.of()));
        }
        return new RunRecord(
                "mixed",
                7,
                "./breakwater chaos --scenario mixed --seed 7",
                Instant.parse("2026-11-20T19:00:00Z"),
                30_000,
                new TreeMap<>(Map.of("cores", "2")),
                List.of("network namespaces: not root"),
                operations,
                List.of(new Struck("kill-one", "n2", 10_000, 14_000, "pid <17>")),
                List.of(
                        new Verdict("exactly-once", Judgement.HOLDS, "300 requests"),
                        new Verdict("set-full", Judgement.VIOLATED, "operation 3: lost & \"gone\""),
                        new Verdict("enough", Judgement.UNKNOWN, "no default ran to its end")));
    }

    @Test
    void pageNeedsNothingFromOutside() {
        String page = ReportPage.render(run());
        assertThat(page).doesNotContain("<script", "src=", "href=", "@import", "url(");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://", "https://");
    }

    @Test
    void pageShowsFaultsChecksTheFirstViolationAndTheCommand() {
        String page = ReportPage.render(run());
        assertThat(page)
                .contains("<svg", "kill-one n2, 10.0 s to 14.0 s pid &lt;17&gt;")
                .contains("First violation, by set-full: operation 3: lost &amp; &quot;gone&quot;")
                .contains("./breakwater chaos --scenario mixed --seed 7")
                .contains("UNAVAILABLE 39")
                .contains("Something is violated.")
                .contains("Not done here: network namespaces: not root");
    }

    @Test
    void junitCountsWhatDoesNotHoldAsFailed() throws Exception {
        byte[] xml = JUnitXml.render(run()).getBytes(StandardCharsets.UTF_8);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("3");
        assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("2");
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(2);
    }

    @Test
    void summaryHasTheFigures() throws Exception {
        JsonNode summary = new ObjectMapper().readTree(SummaryJson.render(run()));
        assertThat(summary.get("passed").asBoolean()).isFalse();
        assertThat(summary.get("operations").get("unknown").asLong()).isEqualTo(39);
        assertThat(summary.get("faults").get("kill-one").asLong()).isEqualTo(1);
        assertThat(summary.get("failovers").get(0).get("took").asLong()).isEqualTo(4_020);
    }
}
