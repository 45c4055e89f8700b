package io.breakwater.bench.ground;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process keeps in memory.
 *
 * @param liveHeapBytes what was reachable after a full garbage collection
 * @param residentBytes what the system holds for it in memory, absent where the system does not say
 */
public record ProcessMemory(long liveHeapBytes, Optional<Long> residentBytes) {

    private static final Pattern TOTAL = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)\\s*$", Pattern.MULTILINE);
    private static final Pattern RESIDENT = Pattern.compile("^VmRSS:\\s+(\\d+) kB$", Pattern.MULTILINE);
    private static final long KIB = 1_024;

    /**
     * Collects the garbage of a process, and reads what is left. The JDK's {@code jcmd} does the first.
     *
     * @throws BenchFailure when there is no jcmd, or it does not answer as expected
     */
    public static ProcessMemory of(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            throw new BenchFailure("memory is measured with jcmd of a JDK, and there is no " + jcmd);
        }
        return new ProcessMemory(
                liveHeap(said(List.of(jcmd.toString(), Long.toString(pid), "GC.class_histogram"))), resident(pid));
    }

    /** The total of a class histogram in bytes. */
    static long liveHeap(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new BenchFailure("jcmd answered no class histogram");
        }
        return Long.parseLong(total.group(1));
    }

    private static Optional<Long> resident(long pid) {
        try {
            Matcher line = RESIDENT.matcher(
                    Files.readString(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.US_ASCII));
            return line.find() ? Optional.of(Long.parseLong(line.group(1)) * KIB) : Optional.empty();
        } catch (IOException noSuchSystem) {
            return Optional.empty();
        }
    }

    private static String said(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchFailure("jcmd failed: " + said.strip());
            }
            return said;
        } catch (IOException failed) {
            throw new BenchFailure("jcmd could not be run: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted while a heap was read", interrupted);
        }
    }
}
