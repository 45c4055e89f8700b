package io.breakwater.node.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.scenario.file.ScenarioFile;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WtiScenarioTest {

    private static final InstrumentId CLK0 = InstrumentId.of("CLK0");

    /** Account, then its lots after the trades of 8, 13 and 16 April. */
    private static final String POSITIONS = """
            alder.house     600   600   600
            alder.c1        300   300   300
            birch.house     400   400   400
            birch.c1          0   250   250
            cedar.house      50    50    50
            cedar.c1        150   150   150
            cedar.c2          0     0  -100
            dogwood.house -1150 -1150 -1150
            elm.house       350   600   600
            elm.c1          -60   -60   -60
            fir.house     -1220 -1220 -1220
            fir.c1          -80   -80   -80
            gorse.house      80    80    80
            hazel.house       0  -500  -500
            iris.house        0     0  -100
            iris.c1        1200  1200  1200
            juniper.house  -500  -500  -500
            kelp.house     -120  -120  -120
            larch.house       0   250   450
            larch.c1          0  -250  -250
            """;

    private final Scenario wti;

    WtiScenarioTest() throws Exception {
        wti = ScenarioFile.shipped("wti-2020");
    }

    @Test
    void everyAccountHoldsThePositionOfItsBook() {
        List<LocalDate> dates = List.of(LocalDate.of(2020, 4, 8), LocalDate.of(2020, 4, 13), LocalDate.of(2020, 4, 16));
        for (int column = 0; column < dates.size(); column++) {
            SortedMap<String, Lots> positions = wti.book().positions(CLK0, endOf(dates.get(column)));
            assertThat(positions).isEqualTo(expected(column + 1));
            assertThat(positions.values().stream().mapToLong(Lots::count).sum()).isZero();
        }
    }

    @Test
    void openInterestIs4080LotsAfterTheLastTrades() {
        assertThat(wti.book().openInterest(CLK0, endOf(LocalDate.of(2020, 4, 16))))
                .isEqualTo(4_080);
        assertThat(wti.book().trades().stream().mapToLong(Book.Trade::lots).sum())
                .isEqualTo(4_080);
    }

    @Test
    void aRowIsReportedLotByLotWithRunningNumbers() {
        List<Book.Trade> trades = wti.book().trades();
        assertThat(trades).allMatch(trade -> trade.lots() == 1);
        for (int i = 0; i < trades.size(); i++) {
            assertThat(trades.get(i).number()).isEqualTo(i + 1L);
        }
    }

    @Test
    void contributionsSumTo5955000() {
        Money sum = wti.book().members().stream()
                .map(Book.Member::contribution)
                .reduce(wti.currency().zero(), Money::plus);
        assertThat(sum).isEqualTo(wti.currency().amount("5955000"));
    }

    @Test
    void everyMemberPaid40PercentOfItsContributionOfMarch() {
        for (Book.Member member : wti.book().members()) {
            Money march = member.id().equals("hazel") ? wti.currency().amount("1000000") : member.contribution();
            assertThat(member.assessedBefore().times(10)).isEqualTo(march.times(4));
        }
    }

    @Test
    void aLongLotLoses55900DollarsOnThe20thAndGains47640OnThe21st() {
        assertThat(settlement(20).minus(settlement(17)))
                .isEqualTo(wti.currency().amount("-55900"));
        assertThat(settlement(21).minus(settlement(20)))
                .isEqualTo(wti.currency().amount("47640"));
    }

    @Test
    void tradesAreMadeAtTheSettlementOfTheirDay() {
        for (Book.Trade trade : wti.book().trades()) {
            Instrument instrument = wti.market().contract(CLK0).instrument();
            assertThat(instrument.perLot(trade.price()))
                    .isEqualTo(settlement(trade.at().getDayOfMonth()));
        }
    }

    @Test
    void initialIs110PercentOfMaintenance() {
        assertThat(wti.market().margins()).hasSize(2).allSatisfy(rates -> {
            Market.FixedMargin fixed = (Market.FixedMargin) rates;
            assertThat(fixed.initial().times(10)).isEqualTo(fixed.maintenance().times(11));
        });
    }

    @Test
    void openingMoneyAndDepositsAreThoseOfTheBooks() {
        Money cash = wti.book().accounts().stream()
                .map(Book.Account::cash)
                .reduce(wti.currency().zero(), Money::plus);
        Money deposits = wti.book().deposits().stream()
                .map(Book.Deposit::amount)
                .reduce(wti.currency().zero(), Money::plus);
        assertThat(cash).isEqualTo(wti.currency().amount("65912000"));
        assertThat(deposits).isEqualTo(wti.currency().amount("24400000"));
        assertThat(wti.book().account("iris.c1").orElseThrow().collateral())
                .containsExactly(Map.entry("US-BILL", wti.currency().amount("6000000")));
    }

    private Money settlement(int dayOfApril) {
        Instrument instrument = wti.market().contract(CLK0).instrument();
        return wti.market().path().points().stream()
                .filter(point -> point.settles() && point.at().getDayOfMonth() == dayOfApril)
                .map(point -> instrument.perLot(point.price()))
                .findFirst()
                .orElseThrow();
    }

    private static LocalDateTime endOf(LocalDate date) {
        return date.atTime(23, 59);
    }

    private static SortedMap<String, Lots> expected(int column) {
        SortedMap<String, Lots> positions = new TreeMap<>();
        POSITIONS.lines().forEach(line -> {
            String[] cells = line.split(" +");
            positions.put(cells[0], Lots.of(Long.parseLong(cells[column])));
        });
        return positions;
    }
}
