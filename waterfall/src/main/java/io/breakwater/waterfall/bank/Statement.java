package io.breakwater.waterfall.bank;

import io.breakwater.waterfall.table.Table;
import java.util.List;
import java.util.Map;

/**
 * What a stream knows of its statement: how many lines there are, and the content of the newest ones, so that a repeated
 * request is recognised and a reused number refused.
 *
 * @param recent the newest lines by number, at most {@link #REMEMBERED}
 */
public record Statement(long lastLine, Table<Long, Recorded> recent) {

    /** Lines whose content is remembered; older ones are in the journal. */
    public static final int REMEMBERED = 2_000;

    static final Statement EMPTY = new Statement(0, Table.empty());

    /** A line, and the stream's event that holds it. */
    public record Recorded(StatementLine line, long number) {}

    Statement recorded(long firstLine, List<StatementLine> lines, long number) {
        Table<Long, Recorded> next = recent;
        long line = firstLine;
        for (StatementLine content : lines) {
            next = next.with(line++, new Recorded(content, number));
        }
        while (next.size() > REMEMBERED) {
            next = next.without(next.first().map(Map.Entry::getKey).orElseThrow());
        }
        return new Statement(firstLine + lines.size() - 1, next);
    }
}
