package io.breakwater.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What the figures are of.
 *
 * @param commit the sources' commit, {@code -dirty} appended when they differ from it, or {@code unknown}
 * @param load how many threads wanted to run in the minute before the bench began, or negative when nobody knows
 */
public record Machine(String commit, int cores, long memoryMiB, String jdk, String os, double load) {

    private static final long MIB = 1 << 20;
    private static final int PATIENCE_SECONDS = 10;

    /** This machine, and the commit of the sources in this directory. */
    public static Machine here(Path sources) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        long memory = system instanceof com.sun.management.OperatingSystemMXBean known ? known.getTotalMemorySize() : 0;
        return new Machine(
                commit(sources),
                Runtime.getRuntime().availableProcessors(),
                memory / MIB,
                System.getProperty("java.vendor") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                system.getSystemLoadAverage());
    }

    private static String commit(Path sources) {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
                    .directory(sources.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && git.exitValue() == 0 ? said : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
