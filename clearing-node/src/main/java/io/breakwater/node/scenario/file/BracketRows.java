package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.Market;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads margin brackets: shares of the value of a position that rise with it, each for the part within its bracket. */
final class BracketRows {

    private BracketRows() {}

    /** The brackets from below; none when any of them is refused. */
    static List<Market.Bracket> read(Row row, Currency currency) {
        List<Row> rows = row.rows("brackets");
        if (rows.isEmpty() || rows.size() > BracketMargin.MAX_TIERS) {
            row.complain("brackets", "1 to " + BracketMargin.MAX_TIERS + " are needed");
        }
        List<Market.Bracket> brackets = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Optional<Market.Bracket> bracket = bracket(rows.get(i), i == rows.size() - 1, currency);
            bracket.ifPresent(read -> requireAbove(rows.get(brackets.size()), read, brackets));
            bracket.ifPresent(brackets::add);
            if (bracket.isEmpty() || !row.isSound() || !rows.get(i).isSound()) {
                return List.of();
            }
        }
        return brackets;
    }

    private static Optional<Market.Bracket> bracket(Row row, boolean last, Currency currency) {
        Optional<Money> upTo =
                last && !row.has("up-to") ? Optional.empty() : Optional.of(row.positiveAmount("up-to", currency));
        Ratio maintenance = row.ratio("maintenance", BracketRows::isShare, "between 0 and 1");
        Ratio initial = row.ratio("initial", BracketRows::isShare, "between 0 and 1");
        row.end();
        if (last && upTo.isPresent()) {
            row.complain("up-to", "the last bracket has no end");
        }
        if (row.isSound() && initial.compareTo(maintenance) < 0) {
            row.complain("initial", "below maintenance");
        }
        return row.isSound() ? Optional.of(new Market.Bracket(upTo, maintenance, initial)) : Optional.empty();
    }

    private static void requireAbove(Row row, Market.Bracket bracket, List<Market.Bracket> below) {
        if (below.isEmpty()) {
            return;
        }
        Market.Bracket lower = below.get(below.size() - 1);
        if (bracket.upTo().isPresent()
                && !bracket.upTo().get().isMoreThan(lower.upTo().orElseThrow())) {
            row.complain("up-to", "not above the bracket before");
        }
        if (bracket.maintenance().compareTo(lower.maintenance()) < 0
                || bracket.initial().compareTo(lower.initial()) < 0) {
            row.complain("initial", "a larger value has a lower rate");
        }
    }

    private static boolean isShare(Ratio ratio) {
        return !ratio.isNegative() && ratio.compareTo(Ratio.ONE) <= 0;
    }
}
