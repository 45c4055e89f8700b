package io.breakwater.node.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.scenario.Book;
import io.breakwater.node.scenario.Market;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.Step;
import io.breakwater.node.scenario.Timeline;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentedScenarioTest {

    @Test
    void theExampleOfTheDocumentationPlays() throws Exception {
        Scenario small = ScenarioFile.parse("small.yaml", Examples.documented());
        assertThat(described(small))
                .containsExactly(
                        "2021-03-01T09:00 found the house: contracts, members, funds, accounts",
                        "2021-03-01T09:00 opening cash and collateral of 2 accounts",
                        "2021-03-01T12:00 1 trades, 10 lots",
                        "2021-03-01T14:30 settlement of OIL",
                        "2021-03-01T17:00 answers to the calls of 2021-03-01",
                        "2021-03-01T18:00 prices of OIL",
                        "2021-03-01T20:00 deadline of the calls of 2021-03-01",
                        "2021-03-01T21:00 liquidations and auctions after the calls of 2021-03-01 close",
                        "2021-03-02T14:30 settlement of OIL",
                        "2021-03-02T17:00 answers to the calls of 2021-03-02",
                        "2021-03-02T18:00 prices of OIL",
                        "2021-03-02T20:00 deadline of the calls of 2021-03-02",
                        "2021-03-02T21:00 liquidations and auctions after the calls of 2021-03-02 close",
                        "2021-03-03T14:30 settlement of OIL",
                        "2021-03-03T17:00 answers to the calls of 2021-03-03",
                        "2021-03-03T20:00 deadline of the calls of 2021-03-03",
                        "2021-03-03T21:00 liquidations and auctions after the calls of 2021-03-03 close");
    }

    @Test
    void underVenueEveryPriceIsFollowedByAnswersAndDeadline() throws Exception {
        List<String> steps = described(ScenarioFile.parse("perpetual.yaml", Examples.perpetual()));
        assertThat(steps.subList(0, 11))
                .containsExactly(
                        "2020-03-12T00:00 found the house: contracts, members, funds, accounts",
                        "2020-03-12T00:00 opening cash and collateral of 1000 accounts",
                        "2020-03-12T00:00 prices of BTC-PERP",
                        "2020-03-12T00:00 500 trades, 1375 lots",
                        "2020-03-12T00:00 answers to the calls of 2020-03-12",
                        "2020-03-12T00:00 deadline of the calls of 2020-03-12",
                        "2020-03-12T00:00 liquidations and auctions after the calls of 2020-03-12 close",
                        "2020-03-12T01:00 prices of BTC-PERP",
                        "2020-03-12T01:00 answers to the calls of 2020-03-12",
                        "2020-03-12T01:00 deadline of the calls of 2020-03-12",
                        "2020-03-12T01:00 liquidations and auctions after the calls of 2020-03-12 close");
    }

    @Test
    void aCohortFollowsItsStatedRule() throws Exception {
        Scenario perpetual = ScenarioFile.parse("perpetual.yaml", Examples.perpetual());
        Book book = perpetual.book();
        assertThat(book.accounts()).hasSize(1_000).allMatch(account -> account.member()
                .equals(account.id()));
        assertThat(book.accounts().get(0).id()).isEqualTo("d0001");
        assertThat(book.accounts().get(4).cash()).isEqualTo(perpetual.currency().amount("4000"));
        assertThat(book.principals()).hasSize(1_000);
        var positions = book.positions(InstrumentId.of("BTC-PERP"), LocalDateTime.of(2020, 3, 12, 0, 0));
        assertThat(List.of(positions.get("d0003"), positions.get("d0004"))).containsExactly(Lots.of(-2), Lots.of(2));
        assertThat(positions.values().stream().mapToLong(Lots::count).sum()).isZero();
    }

    @Test
    void bracketsAndFundingAreRead() throws Exception {
        Scenario perpetual = ScenarioFile.parse("perpetual.yaml", Examples.perpetual());
        assertThat(perpetual.market().margins())
                .singleElement()
                .isInstanceOfSatisfying(Market.BracketMargin.class, margin -> assertThat(margin.brackets())
                        .hasSize(3));
        assertThat(perpetual.market().path().points())
                .extracting(point -> point.fundingIndex())
                .containsExactly(0L, 0L, -793_500L);
    }

    private static List<String> described(Scenario scenario) {
        return Timeline.of(scenario).steps().stream()
                .map((Step step) -> step.at() + " " + step.describe())
                .toList();
    }
}
