package io.breakwater.node.demo;

import io.breakwater.node.scenario.Step;
import io.breakwater.node.scenario.drive.DriveWatcher;
import io.breakwater.node.scenario.report.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows how far a demo is. On a terminal the line of a step is written over while it goes on; elsewhere each step is one
 * line, written when it is done, and only slow ones say more often how far they are.
 */
public final class ProgressDisplay implements DriveWatcher {

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final Duration REFRESH = Duration.ofMillis(100);
    private static final Duration REPEAT = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final Progress.Display display;
    private long begunNanos = System.nanoTime();
    private long shownNanos = begunNanos;
    private Optional<Progress> last = Optional.empty();

    public ProgressDisplay(PrintWriter out, Progress.Display display) {
        this.out = out;
        this.display = display;
    }

    /** A phase before the scenario begins. */
    public void begins() {
        begunNanos = System.nanoTime();
        shownNanos = begunNanos;
        last = Optional.empty();
    }

    /** So much of a phase is done. */
    public void progress(String phase, String what, long done, long total) {
        Progress progress = new Progress(phase, what, done, total, Duration.ofNanos(System.nanoTime() - begunNanos));
        last = Optional.of(progress);
        Duration quiet = Duration.ofNanos(System.nanoTime() - shownNanos);
        if (quiet.compareTo(display == Progress.Display.TERMINAL ? REFRESH : REPEAT) >= 0) {
            show(progress);
        }
    }

    /** The phase is done; this line says so and stays. */
    public void ends(String line) {
        if (display == Progress.Display.TERMINAL && last.isPresent()) {
            show(last.get());
            out.print("\r");
        }
        out.println(display == Progress.Display.TERMINAL ? Progress.over(line) : line);
        out.flush();
    }

    @Override
    public void begins(Step step) {
        begins();
        if (display == Progress.Display.TERMINAL) {
            progress(label(step), step.describe(), 0, 0);
        }
    }

    @Override
    public void progress(Step step, String what, long done, long total) {
        progress(label(step), step.describe() + ": " + what, done, total);
    }

    @Override
    public void tells(Step step, String line) {
        ends(label(step) + "  " + line);
    }

    @Override
    public void ends(Step step) {
        long millis = (System.nanoTime() - begunNanos) / 1_000_000;
        ends(label(step) + "  " + step.describe() + "  (" + millis / 1_000 + "." + millis % 1_000 / 100 + " s)");
    }

    private void show(Progress progress) {
        shownNanos = System.nanoTime();
        out.print(progress.render(display));
        out.flush();
    }

    private static String label(Step step) {
        return LABEL.format(step.at());
    }
}
