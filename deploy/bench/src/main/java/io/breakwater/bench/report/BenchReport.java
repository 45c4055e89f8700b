package io.breakwater.bench.report;

import io.breakwater.node.scenario.report.TextTable;
import io.breakwater.node.scenario.report.TextTable.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that a bench found. */
public record BenchReport(boolean quick, Machine machine, List<Measure> measures, Duration took) {

    public BenchReport {
        measures = List.copyOf(measures);
    }

    /** The table: one row for each figure, below it what else is known of it. */
    public String table() {
        List<List<String>> rows = new ArrayList<>();
        for (Measure measure : measures) {
            rows.add(List.of(
                    measure.what(),
                    Figure.text(measure.figure()) + " " + measure.unit(),
                    measure.goal().map(Goal::text).orElse(""),
                    measure.met().map(met -> met ? "met" : "NOT MET").orElse("")));
            measure.details().forEach((name, detail) -> rows.add(List.of("  " + name, Figure.text(detail), "", "")));
        }
        return new TextTable(
                        List.of(
                                Column.words("measure"),
                                Column.figures("figure"),
                                Column.words("goal"),
                                Column.words("")),
                        rows)
                .render();
    }
}
