package io.breakwater.node.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TerminalTextTest {

    @Test
    void theCallTableShowsRaisesAndParts() {
        assertThat(Reports.calls().render()).isEqualTo("""
                        call of     account            called     raised to          paid  outcome
                        ----------  -----------  ------------  ------------  ------------  -------------------
                        2020-04-14  alder.c1       402,000.00                  402,000.00  met
                        2020-04-14  cedar.c1       345,000.00                  150,000.00  expired, partly met
                        2020-04-14  birch.house  1,000,000.00  1,250,000.50  1,250,000.50  met in 2 parts
                        """);
    }

    @Test
    void theLadderShowsEveryLayerAndEveryPayer() {
        assertThat(LadderText.render(Reports.ladder())).isEqualTo("""
                        default of elm, USD
                        layer                    available         drawn  by                  paid
                        --------------------  ------------  ------------  ----------  ------------
                        DEFAULTER_COLLATERAL  1,000,000.00  1,000,000.00  elm         1,000,000.00
                        OWN_CAPITAL                   0.00          0.00
                        ADL                     700,000.00    400,000.01  kelp.house    300,000.00
                                                                          fir.house     100,000.01
                        uncovered                             100,000.00
                        loss                                1,500,000.01
                        """);
    }

    @Test
    void ofManyPayersTheLastAreSummed() {
        List<DemoReport.Payer> payers = IntStream.rangeClosed(1, 14)
                .mapToObj(i -> new DemoReport.Payer("a" + i, Reports.usd(i + ".00")))
                .toList();
        DemoReport.LayerDraw draw =
                new DemoReport.LayerDraw("ADL", Reports.usd("200.00"), Reports.usd("105.00"), payers);
        DemoReport.EpisodeLadder ladder = new DemoReport.EpisodeLadder(
                "a1 and 13 more", Reports.usd("0").currency(), Reports.usd("105.00"), List.of(draw), Reports.usd("0"));
        assertThat(LadderText.render(ladder))
                .contains("a11 ")
                .doesNotContain("a12")
                .containsPattern("and 3 more +39\\.00");
    }

    @Test
    void theAuditSaysWhatIsViolated() {
        assertThat(AuditText.render(Reports.audit())).isEqualTo("""
                        audit of 12,345 events
                        invariant       holds     detail
                        --------------  --------  ----------------------
                        1 conservation  yes       cash - cost = 0 in USD
                        2 matched book  VIOLATED  CLK0: 1 lot too many
                        """);
    }

    @Test
    void theTimeThatWentIsSummed() {
        assertThat(TimingText.render(Reports.timing())).isEqualTo("""
                        where the time went   seconds
                        --------------------  -------
                        build                     0.0
                        start of the cluster     21.5
                        scenario                 64.0
                        audit                     3.0
                        in all                   88.5
                        """);
    }

    @Test
    void progressIsALineEachTimeWhereThereIsNoTerminal() {
        Progress progress = new Progress("trades", "2020-04-08 12:00", 1_500, 4_080, Duration.ofMillis(2_500));
        assertThat(progress.render(Progress.Display.PLAIN))
                .isEqualTo("trades: 2020-04-08 12:00, 1,500 of 4,080, 600/s\n");
        assertThat(Progress.end(Progress.Display.PLAIN)).isEmpty();
    }

    @Test
    void progressIsWrittenOverOnATerminal() {
        Progress progress = new Progress("trades", "2020-04-08 12:00", 1_500, 4_080, Duration.ofMillis(2_500));
        String line = "trades [#######.............] 1,500 of 4,080, 600/s  2020-04-08 12:00";
        assertThat(progress.render(Progress.Display.TERMINAL)).isEqualTo("\r" + line + " ".repeat(100 - line.length()));
        assertThat(Progress.end(Progress.Display.TERMINAL)).isEqualTo("\n");
    }

    @Test
    void progressWithoutTotalAndInTheFirstSecondShowsOnlyTheCount() {
        Progress progress = new Progress("start", "waiting for 3 nodes", 2, 0, Duration.ofMillis(900));
        assertThat(progress.render(Progress.Display.PLAIN)).isEqualTo("start: waiting for 3 nodes, 2\n");
    }

    @Test
    void negativeAmountsAreGroupedToo() {
        assertThat(List.of(
                        Figures.amount(Reports.usd("-55900")),
                        Figures.amount(Reports.usd("-559.10")),
                        Figures.amount(Reports.usd("0"))))
                .containsExactly("-55,900.00", "-559.10", "0.00");
    }
}
