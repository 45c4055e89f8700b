package io.breakwater.node.cli;

import io.breakwater.node.embedded.CassandraUnavailable;
import io.breakwater.node.embedded.EmbeddedCassandra;
import io.breakwater.node.embedded.EmbeddedCassandraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that uses the embedded Cassandra: {@code @Mixin} this, then {@link #open()} it. */
public final class EmbeddedCassandraOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "directory of all data (default: .breakwater in the project's directory)")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = EmbeddedCassandraSettings.NATIVE_PORT_OPTION,
            paramLabel = "PORT",
            description = "port of the embedded Cassandra on 127.0.0.1 (default: ${DEFAULT-VALUE})")
    private int nativePort = EmbeddedCassandraSettings.DEFAULT_NATIVE_PORT;

    @Option(
            names = EmbeddedCassandraSettings.STORAGE_PORT_OPTION,
            paramLabel = "PORT",
            description = "its port for other servers, opened on 127.0.0.1 too (default: ${DEFAULT-VALUE})")
    private int storagePort = EmbeddedCassandraSettings.DEFAULT_STORAGE_PORT;

    @Option(
            names = "--cassandra-heap",
            paramLabel = "MIB",
            description = "its heap in MiB; the process takes about twice that (default: ${DEFAULT-VALUE})")
    private int heapMiB = EmbeddedCassandraSettings.DEFAULT_HEAP_MIB;

    @Option(
            names = "--cassandra-start-bound",
            paramLabel = "SECONDS",
            description = "give up when it does not answer in this time (default: ${DEFAULT-VALUE})")
    private int startBoundSeconds = (int) EmbeddedCassandraSettings.DEFAULT_START_BOUND.toSeconds();

    /** The directory that {@code --data} names, or the default one. */
    public Path dataDirectory() {
        return data.orElseGet(() -> EmbeddedCassandraSettings.defaultData(home()));
    }

    /** What the options say; a value that cannot be is a wrong command line. */
    public EmbeddedCassandraSettings settings() {
        try {
            return EmbeddedCassandraSettings.of(home(), dataDirectory())
                    .withPorts(nativePort, storagePort)
                    .withHeapMiB(heapMiB)
                    .withStartBound(Duration.ofSeconds(startBoundSeconds));
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(spec.commandLine(), String.valueOf(impossible.getMessage()), impossible);
        }
    }

    /** Finds or starts the server, or fails in one line. */
    public EmbeddedCassandra open() {
        try {
            return EmbeddedCassandra.open(settings());
        } catch (CassandraUnavailable unavailable) {
            throw failure(unavailable);
        }
    }

    private static Path home() {
        try {
            return EmbeddedCassandraSettings.projectHome();
        } catch (CassandraUnavailable unavailable) {
            throw failure(unavailable);
        }
    }

    private static CommandFailure failure(CassandraUnavailable unavailable) {
        String line = String.valueOf(unavailable.getMessage());
        return switch (unavailable.reason()) {
            case NO_JAVA, PORT_IN_USE, DIRECTORY, NOT_BUILT -> CommandFailure.refused(line, unavailable);
            case DID_NOT_START -> CommandFailure.failed(line, unavailable);
        };
    }
}
