package io.breakwater.node.scenario.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows of text set in columns for a terminal: a heading, a rule, the rows; two spaces between columns, none at the end of
 * a line. Columns are as wide as their widest cell; figures stand right.
 */
public record TextTable(List<Column> columns, List<List<String>> rows) {

    public TextTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row of " + row.size() + " cells: " + row);
            }
        }
    }

    /** A heading, and whether its cells are figures. */
    public record Column(String heading, boolean figures) {
        public static Column words(String heading) {
            return new Column(heading, false);
        }

        public static Column figures(String heading) {
            return new Column(heading, true);
        }
    }

    public String render() {
        List<Integer> widths = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            widths.add(Math.max(
                    columns.get(c).heading().length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0)));
        }
        StringBuilder text = new StringBuilder();
        text.append(line(columns.stream().map(Column::heading).toList(), widths));
        text.append(line(widths.stream().map("-"::repeat).toList(), widths));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private String line(List<String> cells, List<Integer> widths) {
        List<String> padded = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            String gap = String.join(
                    "", Collections.nCopies(widths.get(c) - cells.get(c).length(), " "));
            padded.add(columns.get(c).figures() ? gap + cells.get(c) : cells.get(c) + gap);
        }
        return String.join("  ", padded).stripTrailing() + "\n";
    }
}
