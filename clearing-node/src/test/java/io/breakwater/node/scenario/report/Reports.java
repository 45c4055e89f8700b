package io.breakwater.node.scenario.report;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reports and tables by name, as a small demo would leave them. */
final class Reports {

    static final Currency USD = Currency.of("USD", 2);

    private Reports() {}

    static Money usd(String amount) {
        return USD.amount(amount);
    }

    static DemoReport.EpisodeLadder ladder() {
        return new DemoReport.EpisodeLadder(
                "elm",
                USD,
                usd("1500000.01"),
                List.of(
                        draw("DEFAULTER_COLLATERAL", "1000000.00", payer("elm", "1000000.00")),
                        new DemoReport.LayerDraw("OWN_CAPITAL", usd("0"), usd("0"), List.of()),
                        draw("ADL", "700000.00", payer("kelp.house", "300000.00"), payer("fir.house", "100000.01"))),
                usd("100000.00"));
    }

    private static DemoReport.LayerDraw draw(String layer, String available, DemoReport.Payer... payers) {
        List<DemoReport.Payer> list = List.of(payers);
        Money drawn = list.stream().map(DemoReport.Payer::amount).reduce(USD.zero(), Money::plus);
        return new DemoReport.LayerDraw(layer, usd(available), drawn, list);
    }

    private static DemoReport.Payer payer(String id, String amount) {
        return new DemoReport.Payer(id, usd(amount));
    }

    static CallTable calls() {
        LocalDate april14 = LocalDate.of(2020, 4, 14);
        return new CallTable(List.of(
                new CallTable.Row(
                        april14,
                        "alder.c1",
                        usd("402000.00"),
                        0,
                        usd("402000.00"),
                        1,
                        usd("402000.00"),
                        CallTable.Outcome.MET),
                new CallTable.Row(
                        april14,
                        "cedar.c1",
                        usd("345000.00"),
                        0,
                        usd("345000.00"),
                        1,
                        usd("150000.00"),
                        CallTable.Outcome.EXPIRED),
                new CallTable.Row(
                        april14,
                        "birch.house",
                        usd("1000000.00"),
                        2,
                        usd("1250000.50"),
                        2,
                        usd("1250000.50"),
                        CallTable.Outcome.MET)));
    }

    static DemoReport.AuditFindings audit() {
        return new DemoReport.AuditFindings(
                12_345,
                List.of(
                        new DemoReport.Invariant("1 conservation", true, "cash - cost = 0 in USD"),
                        new DemoReport.Invariant("2 matched book", false, "CLK0: 1 lot too many")));
    }

    static DemoReport.Timing timing() {
        return new DemoReport.Timing(
                Duration.ZERO, Duration.ofMillis(21_450), Duration.ofMillis(64_049), Duration.ofSeconds(3));
    }

    static DemoReport report() {
        return new DemoReport(
                "wti-2020", 3, 4_080, calls().counts(), 1, List.of(ladder()), Optional.of(audit()), timing());
    }
}
