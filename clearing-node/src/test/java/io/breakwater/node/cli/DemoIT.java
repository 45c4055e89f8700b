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
@Timeout(600)
final class DemoIT {

    private static final Path HOME = Path.of(System.getProperty("breakwater.home"));
    private static final Duration LONGEST = Duration.ofMinutes(4);

    /** The calls of 9 and 14 April 2020, as the demo prints them. */
    private static final List<String> CALLS = List.of(
            "2020-04-09 alder.c1 510,000.00 510,000.00 met",
            "2020-04-09 cedar.c1 305,000.00 305,000.00 met",
            "2020-04-14 alder.c1 795,000.00 795,000.00 met",
            "2020-04-14 birch.c1 417,500.00 417,500.00 met",
            "2020-04-14 birch.house 672,000.00 672,000.00 met",
            "2020-04-14 cedar.c1 397,500.00 150,000.00 expired, partly met",
            "2020-04-14 elm.house 1,178,000.00 1,178,000.00 met",
            "2020-04-14 iris.c1 940,000.00 940,000.00 met");

    private final Path work = HOME.resolve("clearing-node/target/demo-it");

    @Test
    void theDemoPlaysToTheFirstExpiredCallWritesItsReportAndEnds() throws Exception {
        Path report = work.resolve("report.json");
        Demo demo = start("ending", List.of("--exit", "--report", report.toString()));
        assertThat(demo.process().waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(demo.process().exitValue()).as(demo.text()).isZero();
        assertThat(demo.calls()).containsExactlyInAnyOrderElementsOf(CALLS);
        assertThat(demo.text()).contains("not in this release yet");
        JsonNode root = new ObjectMapper().readTree(report.toFile());
        assertThat(root.at("/nodes").asInt()).isEqualTo(3);
        assertThat(root.at("/trades").asInt()).isEqualTo(3_880);
        assertThat(root.at("/calls").toString())
                .isEqualTo("{\"issued\":8,\"met\":7,\"partly_met\":1,\"superseded\":0,\"expired\":1}");
        assertThat(root.at("/episodes").isEmpty()).isTrue();
        assertThat(root.has("audit")).isFalse();
    }

    @Test
    void killingANodeInTheMiddleChangesNoFigure() throws Exception {
        Demo demo = start("killed", List.of());
        try {
            demo.awaitLine("deadline of the calls of 2020-04-09");
            long victim = demo.nodePids().get(1);
            ProcessHandle.of(victim).orElseThrow().destroyForcibly();
            demo.awaitLine("Ctrl-C ends it.");
            assertThat(demo.calls()).containsExactlyInAnyOrderElementsOf(CALLS);
            GetAccountResponse cedar = demo.account("cedar.c1");
            assertThat(cedar.getCall().getStage()).isEqualTo(CallStage.CALL_STAGE_EXPIRED);
            assertThat(cedar.getCall().getAsked().getValue().getValue()).isEqualTo("397500.00");
            assertThat(cedar.getCall().getPaid().getValue().getValue()).isEqualTo("150000.00");
            assertThat(cedar.getCall().getUnpaid().getValue().getValue()).isEqualTo("247500.00");
            assertThat(demo.account("alder.c1").hasCall()).isFalse();
        } finally {
            demo.process().destroy();
            demo.process().waitFor(1, TimeUnit.MINUTES);
            demo.process().destroyForcibly();
        }
        await("every node to end").atMost(Duration.ofSeconds(20)).until(() -> demo.nodePids().stream()
                .noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
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
