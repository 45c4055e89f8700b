package io.breakwater.node.embedded;

import io.breakwater.node.embedded.CassandraUnavailable.Reason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes the configuration of an embedded server and starts its process. */
record ServerCommand(EmbeddedCassandraSettings settings, ServerDirectory directory) {

    /** Exit status of a server whose guard found another one running on the directory. */
    static final int RIVAL_RUNS = 75;

    private static final String MAIN_CLASS = "org.apache.cassandra.service.CassandraDaemon";

    /**
     * Ctrl-C and a closed terminal reach every process of the terminal's group. The server ignores both, so that its
     * users can still write while they leave; it goes when the last of them has gone.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "cassandra");

    /** The process; its standard output and error go to {@link ServerDirectory#output()}, begun anew. */
    Process start() {
        List<String> command = command();
        try {
            writeConfiguration();
            Files.deleteIfExists(directory.serverProperties());
            return new ProcessBuilder(command)
                    .directory(directory.root().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.output().toFile())
                    .start();
        } catch (IOException refused) {
            throw ServerDirectory.unusable(directory.root(), refused);
        }
    }

    private List<String> command() {
        Path built = settings.home().resolve("deploy/cassandra/target");
        Path lib = built.resolve("lib");
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(ServerJava.ofThisMachine().executable().toString());
        command.add("-Xms" + settings.heapMiB() + "m");
        command.add("-Xmx" + settings.heapMiB() + "m");
        resource("server.options").lines().filter(line -> !line.isBlank()).forEach(command::add);
        command.add("-javaagent:" + only(lib, "jamm-*.jar"));
        command.add("-javaagent:" + only(built, "cassandra-guard.jar") + "=" + settings.nativePort() + ","
                + directory.run());
        command.add("-Dcassandra.config="
                + directory.conf().resolve("cassandra.yaml").toUri());
        command.add("-Dcassandra.storagedir=" + directory.root());
        command.add("-Dcassandra.logdir=" + directory.logs());
        command.add("-Dlogback.configurationFile=" + directory.conf().resolve("logback.xml"));
        command.add("-cp");
        command.add(directory.conf() + File.pathSeparator + lib + File.separator + "*");
        command.add(MAIN_CLASS);
        return command;
    }

    private void writeConfiguration() throws IOException {
        write(
                "cassandra.yaml",
                Map.of(
                        "@native-port@", Integer.toString(settings.nativePort()),
                        "@storage-port@", Integer.toString(settings.storagePort()),
                        "@directory@", directory.root().toString().replace("'", "''")));
        write("logback.xml", Map.of());
    }

    private void write(String name, Map<String, String> values) throws IOException {
        String text = resource(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        Path draft = directory.conf().resolve(name + ".new");
        Files.writeString(draft, text);
        Files.move(draft, directory.conf().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path only(Path folder, String pattern) {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> matches = Files.newDirectoryStream(folder, pattern)) {
                for (Path match : matches) {
                    return match;
                }
            } catch (IOException unreadable) {
                throw notBuilt(folder, pattern, unreadable);
            }
        }
        throw notBuilt(folder, pattern, new IOException("absent"));
    }

    private static CassandraUnavailable notBuilt(Path folder, String pattern, IOException cause) {
        return new CassandraUnavailable(
                Reason.NOT_BUILT,
                "the Cassandra server's jars are missing (" + folder.resolve(pattern)
                        + "): build them with ./breakwater or mvn package",
                cause);
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(ServerCommand.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException("cannot read " + name + " from our own jar", broken);
        }
    }
}
