package io.breakwater.node.scenario.report;

import io.breakwater.node.scenario.report.TextTable.Column;
import java.time.Duration;
import java.util.List;

/** Where the time went. */
public final class TimingText {

    private TimingText() {}

    public static String render(DemoReport.Timing timing) {
        Duration sum =
                timing.build().plus(timing.start()).plus(timing.scenario()).plus(timing.audit());
        return new TextTable(
                        List.of(Column.words("where the time went"), Column.figures("seconds")),
                        List.of(
                                row("build", timing.build()),
                                row("start of the cluster", timing.start()),
                                row("scenario", timing.scenario()),
                                row("audit", timing.audit()),
                                row("in all", sum)))
                .render();
    }

    private static List<String> row(String what, Duration duration) {
        return List.of(what, Figures.seconds(duration));
    }
}
