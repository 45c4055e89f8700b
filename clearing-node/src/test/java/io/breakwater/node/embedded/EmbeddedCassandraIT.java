package io.breakwater.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.breakwater.node.cli.Breakwater;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class EmbeddedCassandraIT {

    private static final Duration START_BOUND = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_BOUND = Duration.ofSeconds(40);
    private static final Pattern ANNOUNCED = Pattern.compile("127\\.0\\.0\\.1:(\\d+) .*pid (\\d+)");

    private final EmbeddedCassandraSettings settings = SharedCassandra.apart("own");
    private final List<Process> users = new ArrayList<>();

    @AfterEach
    void endUsers() {
        users.forEach(Process::destroyForcibly);
    }

    @Test
    void acknowledgedRowSurvivesTheKillOfTheServer() {
        long killed;
        try (EmbeddedCassandra first = EmbeddedCassandra.open(settings)) {
            killed = first.pid();
            try (CqlSession session = session(first)) {
                session.execute("CREATE KEYSPACE ledger WITH replication = {'class': 'SimpleStrategy', "
                        + "'replication_factor': 1}");
                session.execute("CREATE TABLE ledger.entry (id int PRIMARY KEY, text text)");
                session.execute("INSERT INTO ledger.entry (id, text) VALUES (1, 'acknowledged')");
                kill(killed);
            }
            try (EmbeddedCassandra again = EmbeddedCassandra.open(settings);
                    CqlSession session = session(again)) {
                assertThat(again.pid()).isNotEqualTo(killed);
                assertThat(session.execute("SELECT text FROM ledger.entry WHERE id = 1")
                                .one())
                        .isNotNull()
                        .satisfies(row -> assertThat(row.getString("text")).isEqualTo("acknowledged"));
            }
        }
    }

    @Test
    void usersShareOneServerAndTheLastToCloseStopsIt() {
        EmbeddedCassandra first = EmbeddedCassandra.open(settings);
        EmbeddedCassandra second = EmbeddedCassandra.open(settings.withPorts(1, 2));
        assertThat(second.pid()).isEqualTo(first.pid());
        assertThat(second.contactPoint()).isEqualTo(first.contactPoint());
        first.close();
        first.close();
        assertThat(CqlProbe.answers(second.contactPoint())).isTrue();
        second.close();
        assertThat(isAlive(second.pid())).isFalse();
    }

    @Test
    void serverStopsWhenAllItsUsersWereKilled() throws IOException {
        Path firstOutput = startUser("first");
        Path secondOutput = startUser("second");
        await().atMost(START_BOUND.multipliedBy(2))
                .until(() ->
                        announced(firstOutput).find() && announced(secondOutput).find());
        long server = pidIn(firstOutput);
        assertThat(pidIn(secondOutput)).isEqualTo(server);

        for (Process user : users) {
            kill(user.pid());
        }
        await().atMost(STOP_BOUND).until(() -> !isAlive(server));
    }

    @Test
    void portOfAnotherProgramIsNamedWithItsOption() throws IOException {
        try (ServerSocket other = new ServerSocket(settings.nativePort(), 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(CassandraUnavailable.class)
                    .isThrownBy(() -> EmbeddedCassandra.open(settings))
                    .withMessageContaining("port " + other.getLocalPort() + " ")
                    .withMessageContaining("--cassandra-port")
                    .satisfies(
                            failure -> assertThat(failure.reason()).isEqualTo(CassandraUnavailable.Reason.PORT_IN_USE));
        }
    }

    @Test
    void serverThatDoesNotComeUpIsGivenUpWithItsLogNamed() {
        assertThatExceptionOfType(CassandraUnavailable.class)
                .isThrownBy(() -> EmbeddedCassandra.open(settings.withStartBound(Duration.ofMillis(50))))
                .withMessageContaining("system.log");
        ServerDirectory directory = ServerDirectory.under(settings.data());
        await().atMost(STOP_BOUND).until(() -> !directory.serverLives());
    }

    /** Patient: a machine that builds and tests at once may be slow, and this is no test of speed. */
    private static CqlSession session(EmbeddedCassandra server) {
        return CqlSession.builder()
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, PATIENCE)
                        .build())
                .addContactPoint(server.contactPoint())
                .withLocalDatacenter(server.datacenter())
                .build();
    }

    /** A process of its own that uses the server: the command that a person would give. */
    private Path startUser(String name) throws IOException {
        Path output = settings.data().resolve(name + ".out");
        users.add(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Dbreakwater.home=" + settings.home(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Breakwater.class.getName(),
                        "cassandra",
                        "run",
                        "--data=" + settings.data(),
                        "--cassandra-port=" + settings.nativePort(),
                        "--cassandra-storage-port=" + settings.storagePort())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
        return output;
    }

    private static Matcher announced(Path output) throws IOException {
        return ANNOUNCED.matcher(Files.readString(output));
    }

    private static long pidIn(Path output) throws IOException {
        Matcher matcher = announced(output);
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(2));
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly)).contains(true);
        await().atMost(STOP_BOUND).until(() -> !isAlive(pid));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
