package io.breakwater.node.scenario.report;

import java.time.Duration;

/**
 * How far a phase is: {@code done} of {@code total} ({@code total} 0 when nobody knows), after {@code elapsed}. A
 * terminal gets one line that is written over, anything else a plain line each time.
 */
public record Progress(String phase, String what, long done, long total, Duration elapsed) {

    private static final int BAR = 20;
    private static final int TERMINAL_COLUMNS = 100;

    public Progress {
        if (done < 0 || total < 0) {
            throw new IllegalArgumentException("not a progress: " + done + " of " + total);
        }
    }

    /** Where progress is shown. */
    public enum Display {
        /** Lines are kept: files, pipes, logs of a build. */
        PLAIN,
        /** The line is written over by the next. */
        TERMINAL;

        /**
         * The display of this process: a terminal when it has a console. JDK 22 to 24 report a console for pipes too unless
         * started with {@code -Djdk.console=java.base}; JDK 17 and 25 do not.
         */
        @SuppressWarnings("SystemConsoleNull")
        public static Display ofThisProcess() {
            return System.console() == null ? PLAIN : TERMINAL;
        }
    }

    /** The characters to write, line ends included. */
    public String render(Display display) {
        return display == Display.PLAIN ? plain() + "\n" : "\r" + padded(terminal());
    }

    /** A last text for a line that was written over, as wide as it, so that nothing of it is left. */
    public static String over(String text) {
        return text.length() >= TERMINAL_COLUMNS ? text : padded(text);
    }

    /** Ends a line that was written over; nothing where lines are kept. */
    public static String end(Display display) {
        return display == Display.PLAIN ? "" : "\n";
    }

    /** Done per second, rounded down; zero in the first second. */
    public long rate() {
        return elapsed.toSeconds() == 0 ? 0 : Math.multiplyExact(done, 1_000L) / elapsed.toMillis();
    }

    private String plain() {
        return phase + ": " + what + ", " + counts();
    }

    private String terminal() {
        if (total == 0) {
            return plain();
        }
        int filled = (int) Math.min(BAR, done * BAR / total);
        return phase + " [" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + counts() + "  " + what;
    }

    private String counts() {
        return Figures.count(done)
                + (total == 0 ? "" : " of " + Figures.count(total))
                + (rate() == 0 ? "" : ", " + Figures.count(rate()) + "/s");
    }

    private static String padded(String line) {
        return line.length() >= TERMINAL_COLUMNS
                ? line.substring(0, TERMINAL_COLUMNS)
                : line + " ".repeat(TERMINAL_COLUMNS - line.length());
    }
}
