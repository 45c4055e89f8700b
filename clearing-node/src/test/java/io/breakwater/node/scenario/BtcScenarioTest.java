package io.breakwater.node.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.scenario.file.ScenarioFile;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.margin.BracketTier;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BtcScenarioTest {

    private static final InstrumentId PERPETUAL = InstrumentId.of("BTC-PERP");
    private static final LocalDateTime OPENING = LocalDateTime.of(2020, 3, 12, 0, 0);

    private final Scenario btc;

    BtcScenarioTest() throws Exception {
        btc = ScenarioFile.shipped("btc-2020");
    }

    @Test
    void aThousandDirectAccountsHoldAMatchedBook() {
        SortedMap<String, Lots> positions = btc.book().positions(PERPETUAL, OPENING);
        assertThat(btc.book().accounts()).hasSize(1_000);
        assertThat(btc.book().accounts()).allMatch(account -> account.accountClass() == Book.AccountClass.DIRECT);
        assertThat(btc.book().members()).isEmpty();
        assertThat(positions.values().stream().mapToLong(Lots::count).sum()).isZero();
    }

    @Test
    void pricesAreHourlyFromEightThousandToBelowFour() {
        PricePath path = btc.market().path();
        assertThat(path.publications()).hasSize(42);
        assertThat(prices(path))
                .startsWith("7934.52", "7913.42")
                .contains("3782.13")
                .endsWith("5212.37");
    }

    @Test
    void fundingIsDueAtMidnightEightAndSixteen() {
        List<PricePoint> points = btc.market().path().points();
        List<String> due = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).fundingIndex() != points.get(i - 1).fundingIndex()) {
                due.add(points.get(i).at() + " " + points.get(i).fundingIndex());
            }
        }
        assertThat(due)
                .containsExactly(
                        "2020-03-12T08:00 739",
                        "2020-03-12T16:00 -190",
                        "2020-03-13T00:00 -962",
                        "2020-03-13T08:00 -17120",
                        "2020-03-13T16:00 -20528");
    }

    @Test
    void everybodyHasItsInitialMarginAtTheOpening() {
        Instrument instrument = btc.market().contract(PERPETUAL).instrument();
        BracketMargin margin = margin();
        SortedMap<String, Lots> positions = btc.book().positions(PERPETUAL, OPENING);
        Mark mark = new Mark(btc.market().path().points().get(0).price(), 0);
        for (Book.Account account : btc.book().accounts()) {
            Lots lots = positions.getOrDefault(account.id(), Lots.of(0));
            Money initial = margin.requirement(instrument, lots, mark, LocalDate.of(2020, 3, 12))
                    .required()
                    .initial();
            assertThat(account.cash().covers(initial)).as(account.id()).isTrue();
        }
    }

    @Test
    void aRowOfStandingBidsIsAsManyBidsAsItSays() {
        Map<String, Long> bids = btc.conduct().standingBids().stream()
                .collect(Collectors.groupingBy(
                        standing -> standing.placed() + " " + standing.bid().lots(),
                        TreeMap::new,
                        Collectors.counting()));
        assertThat(bids)
                .isEqualTo(Map.of(
                        "2020-03-12T02:30 10", 8L,
                        "2020-03-12T07:30 10", 32L,
                        "2020-03-12T20:30 400", 4L,
                        "2020-03-13T00:30 10", 8L));
    }

    private BracketMargin margin() {
        List<BracketTier> tiers = new ArrayList<>();
        Money above = btc.currency().zero();
        Market.BracketMargin rates =
                (Market.BracketMargin) btc.market().margins().get(0);
        for (Market.Bracket bracket : rates.brackets()) {
            tiers.add(new BracketTier(above, bracket.maintenance(), bracket.initial()));
            above = bracket.upTo().orElse(above);
        }
        return BracketMargin.of(tiers);
    }

    private List<String> prices(PricePath path) {
        Instrument instrument = btc.market().contract(PERPETUAL).instrument();
        return path.points().stream()
                .map(point -> instrument.text(point.price()))
                .toList();
    }
}
