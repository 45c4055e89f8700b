package io.breakwater.node.scenario.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The scenario that the documentation shows, and what tests make of it. */
final class Examples {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "scenario.md");

    private Examples() {}

    /** The last YAML block of the reference page. */
    static String documented() throws IOException {
        List<String> blocks = fenced("```yaml\n");
        return blocks.get(blocks.size() - 1);
    }

    /** The cohort rows that the reference page shows. */
    static String documentedCohort() throws IOException {
        return fenced("```yaml\n").get(0);
    }

    private static List<String> fenced(String fence) throws IOException {
        String page = Files.readString(REFERENCE);
        List<String> blocks = new ArrayList<>();
        for (int at = page.indexOf(fence); at >= 0; at = page.indexOf(fence, at + 1)) {
            int from = at + fence.length();
            blocks.add(page.substring(from, page.indexOf("```", from)));
        }
        return blocks;
    }

    /** A perpetual with brackets, funding, intraday prices and a cohort of direct accounts. */
    static String perpetual() throws IOException {
        return """
                scenario: perpetual
                currency: USDT
                scale: 6
                instruments:
                  - {id: BTC-PERP, tick: 0.50, multiplier: 0.001, price-band: 500.00, agreeing-sources: 1, auction-reserve: 100.00}
                price-sources: [index]
                prices:
                  - {at: 2020-03-12 00:00, price: 7934.50}
                  - {at: 2020-03-12 01:00, price: 7800.00}
                  - {at: 2020-03-12 08:00, price: 7300.00, funding-index: -0.7935}
                margins:
                  - from: 2020-03-12
                    brackets:
                      - {up-to: 40000, maintenance: 0.004, initial: 0.008}
                      - {up-to: 200000, maintenance: 0.005, initial: 0.01}
                      - {maintenance: 0.01, initial: 0.02}
                house:
                  rulebook: venue
                  call-policy: venue
                  own-capital: 0
                  insurance-fund: 100000
                  assessments: {cap-per-default: 1, cap-per-period: 2, period-business-days: 20}
                  pace-seconds: {call-deadline: 1, auction-window: 1, payable-deadline: 5}
                members: []
                opening: 2020-03-12 00:00
                answers: {otherwise: {ordinary: nothing}}
                """ + documentedCohort();
    }
}
