package io.breakwater.node.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.node.scenario.PricePath;
import io.breakwater.node.scenario.PricePoint;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.Timeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceFileTest {

    private final Scenario small;

    PriceFileTest() throws Exception {
        small = ScenarioFile.parse("small.yaml", Examples.documented());
    }

    @Test
    void aSeriesOfDailySettlementsReplacesThePath(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("long.csv"), """
                date,instrument,price
                2021-03-01,OIL,50.00
                2021-03-02,OIL,-3.10
                2021-03-03,OIL,0
                2021-03-08,OIL,1.5
                """);
        Scenario longer = PriceFile.read(file, small);
        PricePath path = longer.market().path();
        assertThat(path.points()).hasSize(4).allMatch(PricePoint::settles);
        assertThat(path.points().get(1).price())
                .isEqualTo(small.market().contracts().get(0).instrument().price("-3.10"));
        assertThat(Timeline.dueDate(LocalDate.of(2021, 3, 3), path.tradeDates()))
                .isEqualTo(LocalDate.of(2021, 3, 7));
    }

    @Test
    void timesAndSettlementsMayBeNamed() throws Exception {
        Scenario other = PriceFile.parse("p.csv", """
                date, time, instrument, price, settlement
                2021-03-01,,OIL,50.00,true
                2021-03-01,18:00,OIL,50.10,false
                2021-03-02,09:15,OIL,50.00,
                2021-03-02,14:30,OIL,49.00,true
                2021-03-03,14:30,OIL,48.00,final
                """, small);
        assertThat(other.market().path().points())
                .extracting(PricePoint::kind)
                .containsExactly(
                        PricePoint.Kind.SETTLEMENT,
                        PricePoint.Kind.MARK,
                        PricePoint.Kind.MARK,
                        PricePoint.Kind.SETTLEMENT,
                        PricePoint.Kind.FINAL_SETTLEMENT);
    }

    @Test
    void aFundingIndexStandsUntilTheNext() throws Exception {
        Scenario other = PriceFile.parse("p.csv", """
                date,time,instrument,price,funding-index
                2021-03-01,08:00,OIL,50.00,
                2021-03-01,16:00,OIL,50.00,1.25
                2021-03-02,08:00,OIL,50.00,
                2021-03-03,08:00,OIL,50.00,-0.50
                """, small);
        assertThat(other.market().path().points())
                .extracting(PricePoint::fundingIndex)
                .containsExactly(0L, 125L, 125L, -50L);
        assertThat(refused("date,instrument,price,funding-index\n2021-03-01,OIL,50.00,0.001\n"))
                .contains("p.csv:2:22: funding-index: '0.001' is not an amount in USD (too many decimals)");
    }

    @Test
    void everyFlawOfARowIsNamedAtItsColumn() {
        assertThat(refused("""
                        date,time,instrument,price,settlement
                        2021-03-01,14:30,OIL,50.001,true
                        2021-02-30,14:3,GAS,50.00,yes
                        2021-03-03,14:30,OIL,50.00,final
                        2021-03-02,14:30,OIL,50.00,true
                        2021-03-04,14:30,OIL
                        """))
                .containsExactly(
                        "p.csv:2:22: price: '50.001' is not a price of OIL (too many decimals)",
                        "p.csv:3:1: date: '2021-02-30' is not a date such as 2020-04-08",
                        "p.csv:3:12: time: '14:3' is not a time such as 14:30",
                        "p.csv:3:17: instrument: 'GAS' is no instrument of the scenario",
                        "p.csv:3:27: settlement: 'yes' is none of: true, false, final",
                        "p.csv:5:1: date: 2021-03-02 14:30 comes after a row of 2021-03-03 14:30, rows must be in order of"
                                + " time",
                        "p.csv:5:1: date: after the final settlement of OIL",
                        "p.csv:6:1: 3 values where the header has 5",
                        "p.csv:6:18: price: '' is not a price of OIL (empty)");
    }

    @Test
    void theHeaderMustBeKnown() {
        assertThat(refused("date,price,colour,price\n"))
                .containsExactly(
                        "p.csv:1:1: unknown column 'colour' (known: date, time, instrument, price, settlement,"
                                + " funding-index)",
                        "p.csv:1:1: column 'instrument' is missing",
                        "p.csv:1:1: a column is given twice");
        assertThat(refused("")).hasSize(3);
        assertThat(refused("date,instrument,price\n")).containsExactly("p.csv:1:1: no prices");
    }

    @Test
    void aPathWithoutTheDatesOfTheScenarioIsRefused() {
        assertThat(refused("date,instrument,price\n2021-02-01,OIL,50.00\n"))
                .containsExactly(
                        "p.csv:1:1: no settlement on 2021-03-01, when the scenario trades",
                        "p.csv:1:1: no settlement on 2021-03-03, when the scenario answers calls",
                        "p.csv:1:1: the scenario has no margin rates of OIL as early as 2021-02-01");
    }

    private List<String> refused(String text) {
        return catchThrowableOfType(InvalidScenarioException.class, () -> PriceFile.parse("p.csv", text, small))
                .lines();
    }
}
