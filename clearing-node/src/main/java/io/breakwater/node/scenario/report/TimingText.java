package io.breakwater.node.scenario.report;

import io.breakwater.node.scenario.report.TextTable.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where the time went; the row of an audit that did not take place is left out. */
public final class TimingText {

    private TimingText() {}

    public static String render(DemoReport.Timing timing) {
        Duration sum =
                timing.build().plus(timing.start()).plus(timing.scenario()).plus(timing.audit());
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("build", timing.build()));
        rows.add(row("start of the cluster", timing.start()));
        rows.add(row("scenario", timing.scenario()));
        if (!timing.audit().isZero()) {
            rows.add(row("audit", timing.audit()));
        }
        rows.add(row("in all", sum));
        return new TextTable(List.of(Column.words("where the time went"), Column.figures("seconds")), rows).render();
    }

    private static List<String> row(String what, Duration duration) {
        return List.of(what, Figures.seconds(duration));
    }
}
