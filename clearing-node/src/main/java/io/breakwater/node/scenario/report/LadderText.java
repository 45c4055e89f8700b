package io.breakwater.node.scenario.report;

import io.breakwater.node.scenario.report.TextTable.Column;
import io.breakwater.waterfall.money.Money;
import java.util.ArrayList;
import java.util.List;

/** The waterfall ladder of one default: each layer with what it had, what was drawn and by whom, down to uncovered. */
public final class LadderText {

    /** Rows of a layer: of many payers the last ones are summed, the report has them all. */
    private static final int MOST_PAYERS = 12;

    private LadderText() {}

    public static String render(DemoReport.EpisodeLadder episode) {
        List<List<String>> rows = new ArrayList<>();
        episode.layers().forEach(draw -> rows.addAll(layer(draw)));
        rows.add(List.of("uncovered", "", Figures.amount(episode.uncovered()), "", ""));
        rows.add(List.of("loss", "", Figures.amount(episode.loss()), "", ""));
        String heading =
                "default of " + episode.member() + ", " + episode.currency().code() + "\n";
        return heading
                + new TextTable(
                                List.of(
                                        Column.words("layer"),
                                        Column.figures("available"),
                                        Column.figures("drawn"),
                                        Column.words("by"),
                                        Column.figures("paid")),
                                rows)
                        .render();
    }

    private static List<List<String>> layer(DemoReport.LayerDraw draw) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(cells(draw, 0));
        int payers = draw.payers().size();
        int named = payers > MOST_PAYERS ? MOST_PAYERS - 1 : payers;
        for (int payer = 1; payer < named; payer++) {
            rows.add(cells(draw, payer));
        }
        if (named < payers) {
            rows.add(List.of("", "", "", "and " + (payers - named) + " more", Figures.amount(sum(draw, named))));
        }
        return rows;
    }

    private static Money sum(DemoReport.LayerDraw draw, int from) {
        return draw.payers().stream()
                .skip(from)
                .map(DemoReport.Payer::amount)
                .reduce(draw.drawn().currency().zero(), Money::plus);
    }

    private static List<String> cells(DemoReport.LayerDraw draw, int payer) {
        boolean first = payer == 0;
        boolean paid = payer < draw.payers().size();
        return List.of(
                first ? draw.layer() : "",
                first ? Figures.amount(draw.available()) : "",
                first ? Figures.amount(draw.drawn()) : "",
                paid ? draw.payers().get(payer).id() : "",
                paid ? Figures.amount(draw.payers().get(payer).amount()) : "");
    }
}
