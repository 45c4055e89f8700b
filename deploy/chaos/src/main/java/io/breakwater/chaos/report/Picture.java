package io.breakwater.chaos.report;

import io.breakwater.chaos.report.Seconds.Second;
import io.breakwater.chaos.run.Struck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** A run as a picture: faults as bars over answers per second and their 99th percentile, on one axis of time. */
final class Picture {

    private static final int WIDTH = 1_120;
    private static final int LEFT = 150;
    private static final int RIGHT = 20;
    private static final int LANE = 18;
    private static final int TOP = 16;
    private static final int PLOT = 150;
    private static final int GAP = 34;
    private static final int TICKS = 10;
    private static final double SHORTEST_BAR = 3;

    private final Seconds seconds;
    private final List<Struck> faults;
    private final double lasted;
    private final StringBuilder svg = new StringBuilder();

    Picture(Seconds seconds, List<Struck> faults) {
        this.seconds = seconds;
        this.faults = faults;
        long untilFaults = faults.stream().mapToLong(Struck::until).max().orElse(0) / 1_000;
        this.lasted = Math.max(1, Math.max(seconds.seconds().size(), untilFaults + 1));
    }

    /** The picture as SVG. */
    String draw() {
        Map<String, List<Struck>> lanes = new TreeMap<>();
        faults.forEach(fault ->
                lanes.computeIfAbsent(fault.kind(), kind -> new ArrayList<>()).add(fault));
        int throughput = TOP + lanes.size() * LANE + GAP;
        int latency = throughput + PLOT + GAP;
        int height = latency + PLOT + GAP;
        svg.append(("<svg viewBox=\"0 0 %d %d\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                        + "aria-label=\"faults over throughput and latency\">%n")
                .formatted(WIDTH, height));
        lanes(lanes, height - GAP);
        plot(throughput, "operations / s", each -> each.ok() + each.refused() + each.unknown(), false);
        plot(latency, "p99, ms (log)", Second::p99, true);
        axis(height - GAP);
        return svg.append("</svg>\n").toString();
    }

    private void lanes(Map<String, List<Struck>> lanes, int bottom) {
        int y = TOP;
        for (Map.Entry<String, List<Struck>> lane : lanes.entrySet()) {
            text(LEFT - 8, y + LANE - 6, "end", lane.getKey());
            for (Struck fault : lane.getValue()) {
                double x = x(fault.from() / 1_000.0);
                double width = Math.max(SHORTEST_BAR, x(fault.until() / 1_000.0) - x);
                svg.append("<rect class=\"shade\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>%n"
                        .formatted(number(x), TOP, number(width), bottom - TOP));
                svg.append(
                        "<rect class=\"fault\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"><title>%s</title></rect>%n"
                                .formatted(number(x), y + 2, number(width), LANE - 5, Html.escaped(words(fault))));
            }
            y += LANE;
        }
    }

    private static String words(Struck fault) {
        return fault.kind() + " " + fault.target() + ", " + fault.from() / 1_000.0 + " s to " + fault.until() / 1_000.0
                + " s " + fault.detail();
    }

    private void plot(int top, String title, ToDoubleFunction<Second> height, boolean logarithmic) {
        double most = seconds.seconds().stream().mapToDouble(height).max().orElse(0);
        double scale = logarithmic ? Math.log10(Math.max(10, most)) : Math.max(1, most);
        text(LEFT - 8, top + 12, "end", title);
        text(LEFT - 8, top + PLOT, "end", "0");
        text(LEFT - 8, top + 28, "end", "max " + Math.round(most));
        svg.append("<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>%n"
                .formatted(LEFT, top, WIDTH - LEFT - RIGHT, PLOT));
        if (logarithmic) {
            line(top, "latency", each -> each.p99() < 1 ? 0 : Math.log10((double) each.p99()) / scale);
        } else {
            line(top, "unknown", each -> each.unknown() / scale);
            line(top, "refused", each -> each.refused() / scale);
            line(top, "ok", each -> each.ok() / scale);
        }
    }

    private void line(int top, String name, ToDoubleFunction<Second> share) {
        StringBuilder points = new StringBuilder();
        for (Second second : seconds.seconds()) {
            double y = top + PLOT * (1 - Math.min(1, Math.max(0, share.applyAsDouble(second))));
            points.append(number(x(second.at() + 0.5)))
                    .append(',')
                    .append(number(y))
                    .append(' ');
        }
        svg.append("<polyline class=\"%s\" points=\"%s\"><title>%s</title></polyline>%n"
                .formatted(name, points.toString().trim(), name));
    }

    private void axis(int y) {
        for (int tick = 0; tick <= TICKS; tick++) {
            double at = lasted * tick / TICKS;
            text(x(at), y + 18, "middle", Math.round(at) + " s");
        }
    }

    private double x(double second) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.min(1, second / lasted);
    }

    private void text(double x, double y, String anchor, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n"
                .formatted(number(x), number(y), anchor, Html.escaped(text)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
