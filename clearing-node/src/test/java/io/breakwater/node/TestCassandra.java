package io.breakwater.node;

import io.breakwater.node.embedded.EmbeddedCassandra;
import io.breakwater.node.embedded.EmbeddedCassandraSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one Cassandra of all integration tests: the server that {@code -Dbreakwater.test.cassandra=host:port} names, else an
 * embedded one that is started at first use and stopped with the JVM.
 */
public final class TestCassandra {
    private static final String CONTACT_POINT =
            Optional.ofNullable(System.getProperty("breakwater.test.cassandra")).orElseGet(TestCassandra::start);

    private TestCassandra() {}

    /** Where it listens, as {@code host:port}. */
    public static String contactPoint() {
        return CONTACT_POINT;
    }

    public static String datacenter() {
        return "datacenter1";
    }

    private static String start() {
        Path home = EmbeddedCassandraSettings.projectHome();
        EmbeddedCassandra server =
                EmbeddedCassandra.open(EmbeddedCassandraSettings.of(home, home.resolve("clearing-node/target/tests"))
                        .withPorts(freePort(), freePort()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "test-cassandra-close"));
        return "127.0.0.1:" + server.contactPoint().getPort();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
