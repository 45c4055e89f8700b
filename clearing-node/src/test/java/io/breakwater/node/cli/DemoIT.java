package io.breakwater.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.node.embedded.FreePorts;
import io.breakwater.node.process.Requests;
import io.breakwater.protocol.accounts.v1.AccountServiceGrpc;
import io.breakwater.protocol.accounts.v1.CallStage;
import io.breakwater.protocol.accounts.v1.GetAccountRequest;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import io.breakwater.protocol.accounts.v1.Standing;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo as a person runs it: processes, a real Cassandra, and figures asked of the nodes themselves. */
@Timeout(900)
final class DemoIT {

    private static final Path HOME = Path.of(System.getProperty("breakwater.home"));
    private static final Duration LONGEST = Duration.ofMinutes(6);

    /** Every call, as the demo prints them. Worked out from the rules apart from this code, as the ladders are. */
    private static final List<String> CALLS = List.of(
            "2020-04-09 alder.c1 510,000.00 510,000.00 met",
            "2020-04-09 cedar.c1 305,000.00 305,000.00 met",
            "2020-04-14 alder.c1 795,000.00 795,000.00 met",
            "2020-04-14 birch.c1 417,500.00 417,500.00 met",
            "2020-04-14 birch.house 672,000.00 672,000.00 met",
            "2020-04-14 cedar.c1 397,500.00 150,000.00 expired, partly met",
            "2020-04-14 elm.house 1,178,000.00 1,178,000.00 met",
            "2020-04-14 iris.c1 940,000.00 940,000.00 met",
            "2020-04-15 birch.house 96,000.00 96,000.00 met",
            "2020-04-15 cedar.c1 102,100.00 102,100.00 met",
            "2020-04-15 elm.house 144,000.00 144,000.00 met",
            "2020-04-17 alder.c1 816,000.00 816,000.00 met",
            "2020-04-17 alder.house 192,000.00 192,000.00 met",
            "2020-04-17 birch.c1 680,000.00 680,000.00 met",
            "2020-04-17 birch.house 960,000.00 1,176,000.00 1,176,000.00 met",
            "2020-04-17 cedar.c1 314,960.00 314,960.00 met",
            "2020-04-17 elm.house 1,440,000.00 1,440,000.00 met",
            "2020-04-17 gorse.house 125,600.00 168,800.00 0.00 expired",
            "2020-04-17 iris.c1 3,264,000.00 3,264,000.00 met",
            "2020-04-17 larch.house 730,000.00 730,000.00 met",
            "2020-04-20 alder.c1 16,770,000.00 16,770,000.00 met",
            "2020-04-20 alder.house 33,540,000.00 33,540,000.00 met",
            "2020-04-20 birch.c1 13,975,000.00 13,975,000.00 met",
            "2020-04-20 birch.house 22,144,000.00 22,144,000.00 met",
            "2020-04-20 cedar.c1 7,099,300.00 7,099,300.00 met",
            "2020-04-20 cedar.house 2,761,000.00 2,761,000.00 met",
            "2020-04-20 elm.house 33,540,000.00 2,000,000.00 expired, partly met",
            "2020-04-20 iris.c1 67,080,000.00 67,080,000.00 met in 2 parts",
            "2020-04-20 larch.house 25,155,000.00 25,155,000.00 met");

    private static final String COUNTS = "{\"issued\":29,\"met\":26,\"partly_met\":3,\"superseded\":2,\"expired\":3}";

    /** A member, its loss, and what each layer drew of whom; layers that drew nothing are left out. */
    private static final List<String> LADDERS = List.of(
            "gorse lost 249600.00, uncovered 0.00",
            "DEFAULTER_COLLATERAL 249600.00: gorse 249600.00",
            "elm lost 19770000.00, uncovered 0.00",
            "DEFAULTER_COLLATERAL 6539000.00: elm 6539000.00",
            "DEFAULTER_CONTRIBUTION 485000.00: elm 485000.00",
            "OWN_CAPITAL 500000.00: own-capital 500000.00",
            "INSURANCE_FUND 4502300.00: insurance-fund 4502300.00",
            "ADL 3558400.00: fir.c1 1645066.67, juniper.house 822533.33, kelp.house 1090800.00",
            "ASSESSMENT 4185300.00: alder 526620.70, birch 382996.88, cedar 175540.23, dogwood 678223.63, fir 765993.75,"
                    + " hazel 100000.00, iris 765993.75, juniper 295226.76, kelp 79791.02, larch 414913.28");

    private final Path work = HOME.resolve("clearing-node/target/demo-it");

    @Test
    void theDemoPlaysToItsEndWritesItsReportAndEnds() throws Exception {
        Path report = work.resolve("ending.json");
        Demo demo = start("ending", List.of("--exit", "--report", report.toString()));
        assertThat(demo.process().waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(demo.process().exitValue()).as(demo.text()).isZero();
        assertThat(demo.calls()).containsExactlyElementsOf(CALLS);
        assertThat(demo.text()).contains("default of gorse, USD", "default of elm, USD");
        JsonNode root = new ObjectMapper().readTree(report.toFile());
        assertThat(root.at("/nodes").asInt()).isEqualTo(3);
        assertThat(root.at("/trades").asInt()).isEqualTo(4_080);
        requireFigures(root);
        assertThat(root.at("/audit/events").asLong()).isPositive();
        assertThat(root.at("/audit/invariants"))
                .isNotEmpty()
                .allMatch(invariant -> invariant.at("/holds").asBoolean(), "every invariant holds");
    }

    @Test
    void killingANodeInTheMiddleChangesNoFigure() throws Exception {
        Path report = work.resolve("killed.json");
        Demo demo = start("killed", List.of("--report", report.toString()));
        try {
            demo.awaitLine("deadline of the calls of 2020-04-09");
            long victim = demo.nodePids().get(1);
            ProcessHandle.of(victim).orElseThrow().destroyForcibly();
            demo.awaitLine("Ctrl-C ends it.");
            assertThat(demo.calls()).containsExactlyElementsOf(CALLS);
            requireFigures(new ObjectMapper().readTree(report.toFile()));
            GetAccountResponse elm = demo.account("elm.house");
            assertThat(elm.getStanding()).isEqualTo(Standing.STANDING_IN_DEFAULT);
            assertThat(elm.getCall().getStage()).isEqualTo(CallStage.CALL_STAGE_EXPIRED);
            assertThat(demo.account("own-capital").getCash().getValue().getValue())
                    .isEqualTo("0.00");
        } finally {
            demo.process().destroy();
            demo.process().waitFor(1, TimeUnit.MINUTES);
            demo.process().destroyForcibly();
        }
        await("every node to end").atMost(Duration.ofSeconds(20)).until(() -> demo.nodePids().stream()
                .noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
    }

    private static void requireFigures(JsonNode report) {
        assertThat(report.at("/calls").toString()).isEqualTo(COUNTS);
        assertThat(report.at("/liquidations").asInt()).isEqualTo(1);
        List<String> ladders = new ArrayList<>();
        for (JsonNode episode : report.at("/episodes")) {
            ladders.add(episode.at("/member").asText() + " lost "
                    + episode.at("/loss").asText() + ", uncovered "
                    + episode.at("/uncovered").asText());
            for (JsonNode layer : episode.at("/layers")) {
                List<String> payers = new ArrayList<>();
                layer.at("/payers")
                        .forEach(payer -> payers.add(payer.at("/id").asText() + " "
                                + payer.at("/amount").asText()));
                payers.removeIf(payer -> payer.endsWith(" 0.00"));
                if (!payers.isEmpty()) {
                    ladders.add(layer.at("/layer").asText() + " "
                            + layer.at("/drawn").asText() + ": " + String.join(", ", payers));
                }
            }
        }
        assertThat(ladders).containsExactlyElementsOf(LADDERS);
    }

    private Demo start(String name, List<String> options) throws IOException {
        Files.createDirectories(work);
        List<Integer> ports = FreePorts.of(2);
        List<String> command = new ArrayList<>(List.of(
                HOME.resolve("breakwater").toString(),
                "demo",
                "--data",
                work.resolve(name).toString(),
                "--cassandra-port",
                ports.get(0).toString(),
                "--cassandra-storage-port",
                ports.get(1).toString()));
        command.addAll(options);
        Path out = work.resolve(name + ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("BREAKWATER_BUILD", "never");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new Demo(builder.start(), out);
    }

    /** A demo that runs, and what it has said so far. */
    private record Demo(Process process, Path out) {

        private static final Pattern CALL = Pattern.compile("2020-\\d\\d-\\d\\d  [a-z]+\\.\\w+ .*");
        private static final Pattern API = Pattern.compile("  node (\\S+)  pid");
        private static final Pattern PID = Pattern.compile("  node \\S+  pid (\\d+)");

        String text() throws IOException {
            return Files.readString(out);
        }

        void awaitLine(String part) {
            await(part + " in " + out).atMost(LONGEST).until(() -> text().contains(part) || !process.isAlive());
            assertThat(out).content().contains(part);
        }

        /** The rows of the call table, one blank between cells. */
        List<String> calls() throws IOException {
            return text().lines()
                    .filter(line -> CALL.matcher(line).matches())
                    .map(line -> line.replaceAll(" +", " "))
                    .toList();
        }

        /** The node processes, by the demo's own word. */
        List<Long> nodePids() throws IOException {
            return PID.matcher(text())
                    .results()
                    .map(found -> Long.parseLong(found.group(1)))
                    .toList();
        }

        /** Asks the first node that answers. */
        GetAccountResponse account(String account) throws IOException {
            Matcher matcher = API.matcher(text());
            Optional<GetAccountResponse> read = Optional.empty();
            while (read.isEmpty() && matcher.find()) {
                read = account(account, matcher.group(1));
            }
            return read.orElseThrow(() -> new AssertionError("no node answered"));
        }

        private static Optional<GetAccountResponse> account(String account, String api) {
            ManagedChannel channel = Grpc.newChannelBuilder(api, InsecureChannelCredentials.create())
                    .build();
            try {
                return Optional.of(Requests.as("operator/test", AccountServiceGrpc.newBlockingStub(channel))
                        .withDeadlineAfter(20, TimeUnit.SECONDS)
                        .getAccount(GetAccountRequest.newBuilder()
                                .setAccount(account)
                                .build()));
            } catch (io.grpc.StatusRuntimeException dead) {
                return Optional.empty();
            } finally {
                channel.shutdownNow();
            }
        }
    }
}
