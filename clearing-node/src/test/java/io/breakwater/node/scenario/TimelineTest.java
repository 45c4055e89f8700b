package io.breakwater.node.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.scenario.file.ScenarioFile;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("dd HH:mm", Locale.ROOT);

    private final Scenario wti;
    private final Timeline timeline;

    TimelineTest() throws Exception {
        wti = ScenarioFile.shipped("wti-2020");
        timeline = Timeline.of(wti);
    }

    @Test
    void theWholeScenarioRunsInThisOrder() {
        assertThat(text(timeline)).isEqualTo("""
                07 18:00 found the house: contracts, members, funds, accounts
                07 18:00 prices of CLK0
                08 09:00 opening cash and collateral of 20 accounts
                08 12:00 3130 trades, 3130 lots
                08 14:30 settlement of CLK0
                08 17:00 answers to the calls of 2020-04-08
                08 18:00 prices of CLK0
                08 20:00 deadline of the calls of 2020-04-08
                08 21:00 liquidations and auctions after the calls of 2020-04-08 close
                09 14:30 settlement of CLK0
                09 17:00 answers to the calls of 2020-04-09
                12 18:00 prices of CLK0
                12 20:00 deadline of the calls of 2020-04-09
                12 21:00 liquidations and auctions after the calls of 2020-04-09 close
                13 09:00 5 deposits
                13 12:00 750 trades, 750 lots
                13 14:30 settlement of CLK0
                13 17:00 answers to the calls of 2020-04-13
                13 18:00 prices of CLK0
                13 20:00 deadline of the calls of 2020-04-13
                13 21:00 liquidations and auctions after the calls of 2020-04-13 close
                14 14:30 settlement of CLK0
                14 17:00 answers to the calls of 2020-04-14
                14 18:00 prices of CLK0
                14 18:30 3 standing bids placed
                14 20:00 deadline of the calls of 2020-04-14
                14 21:00 liquidations and auctions after the calls of 2020-04-14 close
                14 21:00 3 standing bids withdrawn
                15 10:00 withdrawals asked for: 3
                15 14:30 settlement of CLK0
                15 17:00 answers to the calls of 2020-04-15
                15 18:00 prices of CLK0
                15 20:00 deadline of the calls of 2020-04-15
                15 21:00 liquidations and auctions after the calls of 2020-04-15 close
                16 09:00 2 deposits
                16 12:00 200 trades, 200 lots
                16 14:30 settlement of CLK0
                16 17:00 answers to the calls of 2020-04-16
                16 18:00 prices of CLK0
                16 20:00 deadline of the calls of 2020-04-16
                16 21:00 liquidations and auctions after the calls of 2020-04-16 close
                17 14:30 settlement of CLK0
                17 17:00 answers to the calls of 2020-04-17
                19 18:00 prices of CLK0
                19 19:00 late answers to the calls of 2020-04-17
                19 20:00 deadline of the calls of 2020-04-17
                19 20:00 3 sealed bids for the portfolio of gorse
                19 21:00 liquidations and auctions after the calls of 2020-04-17 close
                20 14:30 settlement of CLK0
                20 17:00 answers to the calls of 2020-04-20
                20 17:00 withdrawals asked for: 1
                20 18:00 prices of CLK0
                20 19:00 late answers to the calls of 2020-04-20
                20 20:00 deadline of the calls of 2020-04-20
                20 20:00 4 sealed bids for the portfolio of elm
                20 21:00 liquidations and auctions after the calls of 2020-04-20 close
                21 14:30 settlement of CLK0
                21 17:00 answers to the calls of 2020-04-21
                21 18:00 assessments are paid
                21 20:00 deadline of the calls of 2020-04-21
                21 20:00 deadline of the assessments
                21 21:00 liquidations and auctions after the calls of 2020-04-21 close
                """);
    }

    @Test
    void aDemoMayStopAtTheDeadlineOfTheFirstExpiredCall() {
        Timeline cut = timeline.throughDeadlineOf(LocalDate.of(2020, 4, 14)).orElseThrow();
        Step last = cut.steps().get(cut.steps().size() - 1);
        assertThat(last)
                .isEqualTo(new Step.PassDeadline(LocalDateTime.of(2020, 4, 14, 20, 0), LocalDate.of(2020, 4, 14)));
        assertThat(timeline.steps()).startsWith(cut.steps().toArray(Step[]::new));
        assertThat(timeline.until(LocalDateTime.of(2020, 4, 14, 20, 0))).isEqualTo(cut);
    }

    @Test
    void aDateWithoutCallsHasNoDeadline() {
        assertThat(timeline.throughDeadlineOf(LocalDate.of(2020, 4, 10))).isEmpty();
    }

    @Test
    void aPriceCarriesTheDateThatWasSettledLast() {
        List<LocalDate> dates = wti.market().path().publications().stream()
                .map(publication -> publication.at().date())
                .toList();
        assertThat(dates.subList(0, 6))
                .containsExactly(
                        LocalDate.of(2020, 4, 7),
                        LocalDate.of(2020, 4, 8),
                        LocalDate.of(2020, 4, 8),
                        LocalDate.of(2020, 4, 9),
                        LocalDate.of(2020, 4, 9),
                        LocalDate.of(2020, 4, 13));
    }

    @Test
    void membersAnswerAsTheirRowsSay() {
        assertThat(payment(14, false, "cedar.c1")).isEqualTo(new Conduct.Part(usd("150000")));
        assertThat(payment(15, false, "cedar.c1")).isEqualTo(new Conduct.Everything());
        assertThat(payment(17, false, "birch.house")).isEqualTo(new Conduct.Nothing());
        assertThat(payment(17, true, "birch.house")).isEqualTo(new Conduct.Everything());
        assertThat(payment(17, true, "gorse.house")).isEqualTo(new Conduct.Nothing());
        assertThat(payment(20, false, "elm.house")).isEqualTo(new Conduct.Part(usd("2000000")));
        assertThat(payment(20, true, "elm.house")).isEqualTo(new Conduct.Nothing());
        assertThat(payment(20, false, "iris.c1")).isEqualTo(new Conduct.Part(usd("40000000")));
        assertThat(payment(20, true, "iris.c1")).isEqualTo(new Conduct.Everything());
    }

    @Test
    void aPaymentIsNeverMoreThanIsDue() {
        assertThat(new Conduct.Part(usd("150000")).of(usd("100.01"))).isEqualTo(usd("100.01"));
        assertThat(new Conduct.Everything().of(usd("100.01"))).isEqualTo(usd("100.01"));
        assertThat(new Conduct.Nothing().of(usd("100.01"))).isEqualTo(usd("0"));
    }

    @Test
    void onlyTheFinalSettlementRetiresTheLots() {
        List<PricePoint> points = wti.market().path().points();
        assertThat(points).hasSize(18);
        assertThat(points.stream().filter(point -> point.kind() == PricePoint.Kind.FINAL_SETTLEMENT))
                .containsExactly(points.get(17));
    }

    private Conduct.Payment payment(int dayOfApril, boolean late, String account) {
        return timeline.steps().stream()
                .flatMap(step -> step instanceof Step.AnswerCalls answer ? Stream.of(answer) : Stream.empty())
                .filter(step -> step.late() == late && step.call().getDayOfMonth() == dayOfApril)
                .findFirst()
                .map(step -> step.payment(account))
                .orElseThrow();
    }

    private Money usd(String amount) {
        return wti.currency().amount(amount);
    }

    private static String text(Timeline timeline) {
        return timeline.steps().stream()
                .map(step -> LABEL.format(step.at()) + " " + step.describe() + "\n")
                .collect(Collectors.joining());
    }
}
