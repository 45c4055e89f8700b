package io.breakwater.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.node.cli.DemoProcess.Node;
import io.breakwater.protocol.accounts.v1.CallStage;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.Standing;
import io.breakwater.protocol.defaults.v1.Layer;
import io.breakwater.protocol.defaults.v1.Victim;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The demo as a person runs it: processes, a real Cassandra, and figures asked of the nodes and of the journal. Two at a
 * time, because a demo mostly waits for its deadlines.
 */
@Timeout(900)
final class DemoIT {

    private static final long ELMS_EPISODE = 2;
    private static final String STAYS_UP = "Ctrl-C ends it.";

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theDemoPlaysToItsEndWritesItsReportAndEnds() throws Exception {
        Path report = DemoProcess.file("ending.json");
        try (DemoProcess demo = DemoProcess.start("ending", List.of("--exit", "--report", report.toString()))) {
            demo.awaitSuccess();
            assertThat(demo.calls()).containsExactlyElementsOf(DemoFigures.CALLS);
            assertThat(demo.text()).contains("default of gorse, USD", "default of elm, USD");
        }
        JsonNode root = new ObjectMapper().readTree(report.toFile());
        assertThat(root.at("/nodes").asInt()).isEqualTo(3);
        requireFigures(root, DemoFigures.COUNTS, DemoFigures.ELM);
        assertThat(root.at("/audit/events").asLong()).isPositive();
        assertThat(root.at("/audit/invariants"))
                .isNotEmpty()
                .allMatch(invariant -> invariant.at("/holds").asBoolean(), "every invariant holds");
    }

    /** SIGKILL after the first draw and before the last; the journal's writers show that it was in between. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void killingTheOwnerOfADefaultBetweenItsDrawsChangesNoFigure() throws Exception {
        Path report = DemoProcess.file("killed.json");
        try (DemoProcess demo = DemoProcess.start("killed", List.of("--report", report.toString()))) {
            HouseFigures house = new HouseFigures(demo);
            house.awaitDrawn(ELMS_EPISODE, Layer.LAYER_INSURANCE_FUND);
            Node owner = house.ownerOf(ELMS_EPISODE);
            owner.kill();
            demo.awaitLine(STAYS_UP);
            assertThat(owner.isAlive()).isFalse();

            assertThat(demo.calls()).containsExactlyElementsOf(DemoFigures.CALLS);
            requireFigures(new ObjectMapper().readTree(report.toFile()), DemoFigures.COUNTS, DemoFigures.ELM);
            assertThat(house.ladder(1)).containsExactlyElementsOf(DemoFigures.GORSE);
            assertThat(house.ladder(ELMS_EPISODE)).containsExactlyElementsOf(DemoFigures.ELM);
            requireAccounts(house, DemoFigures.CASH);
            requireElmInDefault(house.account("elm.house"));
            JournalFigures journal = JournalFigures.of(demo.journal());
            assertThat(journal.violated()).isEmpty();
            assertThat(journal.drawn(ELMS_EPISODE)).containsExactlyElementsOf(layersOf(DemoFigures.ELM));
            assertThat(journal.drawers(ELMS_EPISODE))
                    .as("writers of the draws of the default")
                    .hasSize(2);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void underTheClassicRulebookTheFundPaysAndLotsAreTornUpLast() throws Exception {
        Path report = DemoProcess.file("classic.json");
        Path scenario = DemoProcess.file("classic.yaml");
        Files.writeString(scenario, classic());
        List<String> options =
                List.of("--nodes", "1", "--scenario", scenario.toString(), "--report", report.toString());
        try (DemoProcess demo = DemoProcess.start("classic", options)) {
            demo.awaitLine(STAYS_UP);
            HouseFigures house = new HouseFigures(demo);

            requireFigures(
                    new ObjectMapper().readTree(report.toFile()), DemoFigures.COUNTS_CLASSIC, DemoFigures.ELM_CLASSIC);
            assertThat(house.ladder(ELMS_EPISODE)).containsExactlyElementsOf(DemoFigures.ELM_CLASSIC);
            SortedMap<String, Long> torn = new TreeMap<>(house.victims(ELMS_EPISODE, Layer.LAYER_TEAR_UP).stream()
                    .collect(Collectors.toMap(Victim::getAccount, Victim::getLots)));
            assertThat(torn).containsExactlyInAnyOrderEntriesOf(DemoFigures.TORN_UP);
            requireAccounts(house, DemoFigures.CASH_CLASSIC);
            assertThat(JournalFigures.of(demo.journal()).violated()).isEmpty();
        }
    }

    /**
     * The scenario under the other rulebook. It tears lots up after the assessments, so these are paid before the final
     * settlement leaves no lots, when members have no gains yet to pay from.
     */
    private static String classic() throws Exception {
        try (InputStream shipped = DemoIT.class.getResourceAsStream("/scenarios/wti-2020.yaml")) {
            String venue = new String(Objects.requireNonNull(shipped).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(venue).containsOnlyOnce("rulebook: venue\n").containsOnlyOnce("\nassessment-payments:\n");
            return venue.substring(0, venue.indexOf("assessment-payments:"))
                            .replace("rulebook: venue\n", "rulebook: classic\n")
                    + "assessment-payments:\n  paid: 2020-04-20 22:00\n  due: 2020-04-20 23:00\n"
                    + "  otherwise: deposit-first\n";
        }
    }

    private static void requireElmInDefault(GetAccountResponse elm) {
        assertThat(elm.getStanding()).isEqualTo(Standing.STANDING_IN_DEFAULT);
        assertThat(elm.getCall().getStage()).isEqualTo(CallStage.CALL_STAGE_EXPIRED);
    }

    private static void requireAccounts(HouseFigures house, Map<String, String> expected) throws Exception {
        SortedMap<String, String> cash = new TreeMap<>();
        for (String id : expected.keySet()) {
            GetAccountResponse account = house.account(id);
            cash.put(id, account.getCash().getValue().getValue());
            assertThat(account.getPositionsList()).as("positions of %s", id).isEmpty();
        }
        assertThat(cash).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private static void requireFigures(JsonNode report, String counts, List<String> elm) {
        assertThat(report.at("/trades").asInt()).isEqualTo(4_080);
        assertThat(report.at("/calls").toString()).isEqualTo(counts);
        assertThat(report.at("/liquidations").asInt()).isEqualTo(1);
        List<String> ladders = new ArrayList<>();
        for (JsonNode episode : report.at("/episodes")) {
            ladders.add(Ladders.heading(
                    episode.at("/member").asText(),
                    episode.at("/loss").asText(),
                    episode.at("/uncovered").asText()));
            for (JsonNode layer : episode.at("/layers")) {
                SortedMap<String, String> payers = new TreeMap<>();
                layer.at("/payers")
                        .forEach(payer -> payers.put(
                                payer.at("/id").asText(), payer.at("/amount").asText()));
                Ladders.layer(layer.at("/layer").asText(), layer.at("/drawn").asText(), payers)
                        .ifPresent(ladders::add);
            }
        }
        assertThat(ladders)
                .containsExactlyElementsOf(
                        Stream.concat(DemoFigures.GORSE.stream(), elm.stream()).toList());
    }

    private static List<String> layersOf(List<String> ladder) {
        return ladder.subList(1, ladder.size());
    }
}
