package io.breakwater.node.scenario.report;

import io.breakwater.node.scenario.report.TextTable.Column;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The margin calls of a scenario, a row each in the order given. */
public record CallTable(List<Row> rows) {

    public CallTable {
        rows = List.copyOf(rows);
    }

    /** What became of a call. */
    public enum Outcome {
        MET,
        EXPIRED,
        CANCELLED,
        OPEN
    }

    /**
     * One call: as issued, how often and to what total a worse price raised it, what was paid on it in how many payments.
     */
    public record Row(
            LocalDate call,
            String account,
            Money issued,
            long raises,
            Money total,
            long payments,
            Money paid,
            Outcome outcome) {

        /** True when it received a part payment before its last state. */
        public boolean wasPartlyMet() {
            return payments > 1 || (payments == 1 && outcome != Outcome.MET);
        }
    }

    /** The counts of the report. */
    public DemoReport.CallCounts counts() {
        return new DemoReport.CallCounts(
                rows.size(),
                count(Outcome.MET),
                rows.stream().filter(Row::wasPartlyMet).count(),
                rows.stream().mapToLong(Row::raises).sum(),
                count(Outcome.EXPIRED));
    }

    public String render() {
        return new TextTable(
                        List.of(
                                Column.words("call of"),
                                Column.words("account"),
                                Column.figures("called"),
                                Column.figures("raised to"),
                                Column.figures("paid"),
                                Column.words("outcome")),
                        rows.stream().map(CallTable::cells).toList())
                .render();
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.call().toString(),
                row.account(),
                Figures.amount(row.issued()),
                row.raises() == 0 ? "" : Figures.amount(row.total()),
                Figures.amount(row.paid()),
                row.outcome().name().toLowerCase(Locale.ROOT) + payments(row));
    }

    private static String payments(Row row) {
        if (!row.wasPartlyMet()) {
            return "";
        }
        return row.outcome() == Outcome.MET ? " in " + row.payments() + " parts" : ", partly met";
    }

    private long count(Outcome outcome) {
        return rows.stream().filter(row -> row.outcome() == outcome).count();
    }
}
