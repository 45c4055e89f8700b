package io.breakwater.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one run of a tool keeps its data, named by its process, and its logs, which stay. Data of a run whose process is
 * gone is deleted by the next run of the same tool.
 */
public record RunDirectory(Path data, Path logs) {

    private static final Logger LOG = LoggerFactory.getLogger(RunDirectory.class);
    private static final String RUN = "run-";

    /** The directory of this process for a tool of this name, under Breakwater's data directory. */
    public static RunDirectory of(Path breakwater, String tool) throws IOException {
        Path runs = Files.createDirectories(breakwater.resolve(tool));
        for (Path run : list(runs)) {
            if (isAbandoned(run)) {
                delete(run);
            }
        }
        String run = RUN + ProcessHandle.current().pid();
        return new RunDirectory(
                Files.createDirectories(runs.resolve(run)),
                Files.createDirectories(breakwater.resolve("logs").resolve(tool + "-" + run)));
    }

    /** Deletes the data; the logs stay. */
    public void delete() {
        delete(data);
    }

    private static boolean isAbandoned(Path run) {
        String name = String.valueOf(run.getFileName());
        if (!name.matches(RUN + "[0-9]{1,18}")) {
            return false;
        }
        long pid = Long.parseLong(name.substring(RUN.length()));
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException | UncheckedIOException left) {
            LOG.warn("{} is left behind", directory, left);
        }
    }
}
