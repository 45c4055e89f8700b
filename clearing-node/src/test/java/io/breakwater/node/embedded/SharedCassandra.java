package io.breakwater.node.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One real Cassandra for all integration tests of a run: started when the first asks, empty then, on ports of its own,
 * and stopped by its guard when the tests' JVM has ended. Tests that share it keep to a keyspace of their own.
 */
public final class SharedCassandra {

    private SharedCassandra() {}

    /** The server; tests do not close it. */
    public static EmbeddedCassandra running() {
        return Holder.RUNNING;
    }

    /** Settings for a server apart, in a fresh directory below the module's target. */
    static EmbeddedCassandraSettings apart(String name) {
        List<Integer> ports = FreePorts.of(2);
        Path home = EmbeddedCassandraSettings.projectHome();
        return EmbeddedCassandraSettings.of(home, freshDirectory(home, name)).withPorts(ports.get(0), ports.get(1));
    }

    private static Path freshDirectory(Path home, String name) {
        try {
            Path target = Files.createDirectories(home.resolve("clearing-node/target/cassandra-it"));
            return Files.createTempDirectory(target, name + "-");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static final class Holder {
        static final EmbeddedCassandra RUNNING = EmbeddedCassandra.open(apart("shared"));
    }
}
