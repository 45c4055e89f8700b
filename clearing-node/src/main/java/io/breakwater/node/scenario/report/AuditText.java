package io.breakwater.node.scenario.report;

import io.breakwater.node.scenario.report.TextTable.Column;
import java.util.List;

/** What the audit found, an invariant a row. */
public final class AuditText {

    private AuditText() {}

    public static String render(DemoReport.AuditFindings audit) {
        return "audit of " + Figures.count(audit.events()) + " events\n"
                + new TextTable(
                                List.of(Column.words("invariant"), Column.words("holds"), Column.words("detail")),
                                audit.invariants().stream()
                                        .map(invariant -> List.of(
                                                invariant.name(),
                                                invariant.holds() ? "yes" : "VIOLATED",
                                                invariant.detail()))
                                        .toList())
                        .render();
    }
}
