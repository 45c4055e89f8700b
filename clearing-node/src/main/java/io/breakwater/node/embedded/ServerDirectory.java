package io.breakwater.node.embedded;

import io.breakwater.node.embedded.CassandraUnavailable.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The directory of one embedded server: {@code conf}, {@code logs}, {@code run} (locks and leases; the guard in the
 * server says what each means) and the server's own directories beside them.
 */
record ServerDirectory(Path root) {

    /** Makes what is missing. */
    static ServerDirectory under(Path data) {
        ServerDirectory directory = new ServerDirectory(data.resolve("cassandra"));
        try {
            for (Path path : List.of(directory.conf(), directory.logs(), directory.users())) {
                Files.createDirectories(path);
            }
            return directory;
        } catch (IOException refused) {
            throw unusable(directory.root(), refused);
        }
    }

    static CassandraUnavailable unusable(Path path, IOException cause) {
        return new CassandraUnavailable(
                Reason.DIRECTORY,
                "the data directory " + path + " cannot be used (" + cause + "): choose another with --data",
                cause);
    }

    Path conf() {
        return root.resolve("conf");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path systemLog() {
        return logs().resolve("system.log");
    }

    /** What the JVM itself prints, and errors of the server. */
    Path output() {
        return logs().resolve("server.out");
    }

    Path run() {
        return root.resolve("run");
    }

    Path users() {
        return run().resolve("users");
    }

    Path door() {
        return run().resolve("door.lock");
    }

    Path serverProperties() {
        return run().resolve("server.properties");
    }

    /** Whether a server lives, ready or not: it holds its lock from its first moment to its last. */
    boolean serverLives() {
        try (FileChannel channel = openForLocking(run().resolve("server.lock"))) {
            return Locks.isHeldElsewhere(channel);
        } catch (IOException refused) {
            throw unusable(run(), refused);
        }
    }

    FileChannel openForLocking(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
