package io.breakwater.node.embedded;

import io.breakwater.node.embedded.CassandraUnavailable.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where an embedded Cassandra lives and how large it may be. The default ports are not Cassandra's own 9042 and 7000, so
 * that it stands beside another Cassandra on the same machine and nobody connects to the wrong one by habit.
 *
 * @param home the project's root directory, which holds the server's jars
 * @param data the data directory of Breakwater; the server keeps to {@code cassandra/} in it
 * @param nativePort CQL, on 127.0.0.1. A server that already runs for {@code data} keeps the port it was started with
 * @param storagePort between servers of a ring; a single server opens it all the same
 * @param heapMiB the server's heap; the process takes about twice that
 * @param startBound after which a server that does not answer is given up
 */
public record EmbeddedCassandraSettings(
        Path home, Path data, int nativePort, int storagePort, int heapMiB, Duration startBound) {

    public static final int DEFAULT_NATIVE_PORT = 19042;
    public static final int DEFAULT_STORAGE_PORT = 17000;
    public static final int DEFAULT_HEAP_MIB = 512;
    public static final Duration DEFAULT_START_BOUND = Duration.ofMinutes(2);

    /** The options of the command line that set the ports; errors name them. */
    public static final String NATIVE_PORT_OPTION = "--cassandra-port";

    public static final String STORAGE_PORT_OPTION = "--cassandra-storage-port";

    private static final String HOME_PROPERTY = "breakwater.home";
    private static final int LARGEST_PORT = 65535;
    private static final int SMALLEST_HEAP_MIB = 256;

    public EmbeddedCassandraSettings {
        requirePort(nativePort);
        requirePort(storagePort);
        if (nativePort == storagePort) {
            throw new IllegalArgumentException("the two ports must differ, but both are " + nativePort);
        }
        if (heapMiB < SMALLEST_HEAP_MIB) {
            throw new IllegalArgumentException("the heap must be at least " + SMALLEST_HEAP_MIB + " MiB");
        }
        if (startBound.isZero() || startBound.isNegative()) {
            throw new IllegalArgumentException("the start bound must be more than nothing");
        }
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** The defaults, for a data directory that is relative to the working directory unless it is absolute. */
    public static EmbeddedCassandraSettings of(Path home, Path data) {
        return new EmbeddedCassandraSettings(
                home, data, DEFAULT_NATIVE_PORT, DEFAULT_STORAGE_PORT, DEFAULT_HEAP_MIB, DEFAULT_START_BOUND);
    }

    /** The project's root directory as the launcher or the build states it: system property {@code breakwater.home}. */
    public static Path projectHome() {
        return Optional.ofNullable(System.getProperty(HOME_PROPERTY))
                .map(Path::of)
                .orElseThrow(() -> new CassandraUnavailable(
                        Reason.NOT_BUILT,
                        "the project's directory is not known: start with ./breakwater, or set -D" + HOME_PROPERTY));
    }

    /** Where data goes when the user names no directory. */
    public static Path defaultData(Path home) {
        return home.resolve(".breakwater");
    }

    public EmbeddedCassandraSettings withPorts(int newNativePort, int newStoragePort) {
        return new EmbeddedCassandraSettings(home, data, newNativePort, newStoragePort, heapMiB, startBound);
    }

    public EmbeddedCassandraSettings withHeapMiB(int newHeapMiB) {
        return new EmbeddedCassandraSettings(home, data, nativePort, storagePort, newHeapMiB, startBound);
    }

    public EmbeddedCassandraSettings withStartBound(Duration newStartBound) {
        return new EmbeddedCassandraSettings(home, data, nativePort, storagePort, heapMiB, newStartBound);
    }

    private static void requirePort(int port) {
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("a port is between 1 and " + LARGEST_PORT + ", not " + port);
        }
    }
}
