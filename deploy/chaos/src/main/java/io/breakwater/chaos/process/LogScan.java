package io.breakwater.chaos.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the logs of nodes for what no fault excuses. */
public final class LogScan {

    private static final int MOST = 20;

    /**
     * An event that cannot be replayed, a history that the toolkit had to repair, a defect of a programme. Exceptions of the
     * network, of the journal's and the cluster's absence are what faults look like.
     */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "OutOfMemoryError|StackOverflowError|Invalid replayed event"
                    + "|NullPointerException|ClassCastException|IndexOutOfBoundsException|ArithmeticException|AssertionError"
                    + "|NoClassDefFoundError|UnsupportedOperationException|ConcurrentModificationException|NoSuchElementException");

    private LogScan() {}

    /** The lines that may not be there, each after the name of its file; {@value #MOST} at most. */
    public static List<String> forbidden(List<Path> logs) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path log : logs) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    Files.newInputStream(log),
                    StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)))) {
                lines.lines()
                        .filter(line -> FORBIDDEN.matcher(line).find())
                        .limit(MOST - (long) found.size())
                        .forEach(line -> found.add(log.getFileName() + ": " + line));
            }
        }
        return found;
    }
}
