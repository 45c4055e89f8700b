package io.breakwater.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.node.embedded.FreePorts;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.process.Requests;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A demo that runs as a person runs it, what it has said so far, and its nodes. */
final class DemoProcess implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("breakwater.home"));
    private static final Path WORK = HOME.resolve("clearing-node/target/demo-it");
    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final Pattern CALL = Pattern.compile("2020-\\d\\d-\\d\\d  [a-z]+\\.\\w+ .*");
    private static final Pattern NODE = Pattern.compile("  node (\\S+)  pid (\\d+)  peer (\\S+)  log .*/(\\w+)/");

    /** Another node may well answer what one has answered like this. */
    private static final Set<Status.Code> PASSING =
            Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);

    private final Process process;
    private final Path out;
    private final int cassandraPort;
    private final Map<String, ManagedChannel> channels = new TreeMap<>();

    private DemoProcess(Process process, Path out, int cassandraPort) {
        this.process = process;
        this.out = out;
        this.cassandraPort = cassandraPort;
    }

    /** One node, by the demo's own word; the keyspace is that of all. */
    record Node(String api, long pid, String peer, String keyspace) {

        boolean isAlive() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }

        /** SIGKILL. */
        void kill() {
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        }
    }

    /** A file of this name for a demo to read or to write. */
    static Path file(String name) throws IOException {
        return Files.createDirectories(WORK).resolve(name);
    }

    /** Starts a demo on a Cassandra of its own. */
    static DemoProcess start(String name, List<String> options) throws IOException {
        List<Integer> ports = FreePorts.of(2);
        List<String> command = new ArrayList<>(List.of(
                HOME.resolve("breakwater").toString(),
                "demo",
                "--data",
                file(name).toString(),
                "--cassandra-port",
                ports.get(0).toString(),
                "--cassandra-storage-port",
                ports.get(1).toString()));
        command.addAll(options);
        Path out = file(name + ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("BREAKWATER_BUILD", "never");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new DemoProcess(builder.start(), out, ports.get(0));
    }

    String text() throws IOException {
        return Files.readString(out);
    }

    void awaitLine(String part) {
        await(part + " in " + out).atMost(LONGEST).until(() -> text().contains(part) || !process.isAlive());
        assertThat(out).content().contains(part);
    }

    void awaitSuccess() throws IOException, InterruptedException {
        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .as("ends in time")
                .isTrue();
        assertThat(process.exitValue()).as(text()).isZero();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The rows of the call table, one blank between cells. */
    List<String> calls() throws IOException {
        return text().lines()
                .filter(line -> CALL.matcher(line).matches())
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    List<Node> nodes() throws IOException {
        return NODE.matcher(text()).results().map(DemoProcess::node).toList();
    }

    private static Node node(MatchResult found) {
        return new Node(found.group(1), Long.parseLong(found.group(2)), found.group(3), found.group(4));
    }

    /** Where the journal of its house is. */
    CassandraSettings journal() throws IOException {
        return CassandraSettings.of(
                List.of("127.0.0.1:" + cassandraPort),
                "datacenter1",
                nodes().get(0).keyspace());
    }

    /**
     * The answer of the first living node that gives one, to an operator; a refusal is an answer.
     *
     * @throws StatusRuntimeException a refusal, or what the last node said when none answers
     */
    <S extends AbstractStub<S>, A> A ask(Function<Channel, S> stubs, Function<S, A> request) throws IOException {
        StatusRuntimeException last = Status.UNAVAILABLE.asRuntimeException();
        for (Node node : nodes().stream().filter(Node::isAlive).toList()) {
            try {
                return request.apply(Requests.as("operator/test", stubs.apply(channel(node.api())))
                        .withDeadlineAfter(10, TimeUnit.SECONDS));
            } catch (StatusRuntimeException failed) {
                if (!PASSING.contains(failed.getStatus().getCode())) {
                    throw failed;
                }
                last = failed;
            }
        }
        throw last;
    }

    private Channel channel(String api) {
        return channels.computeIfAbsent(
                api, target -> Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                        .build());
    }

    /** Ends it as Ctrl-C does; none of its nodes outlives it. */
    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
        process.destroy();
        try {
            await("the demo to end").atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive());
        } finally {
            process.destroyForcibly();
        }
        await("every node to end").atMost(Duration.ofSeconds(20)).until(() -> nodes().stream()
                .noneMatch(Node::isAlive));
    }
}
