package io.breakwater.waterfall.market;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.PERPETUAL;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.waterfall.money.DecimalFlaw;
import io.breakwater.waterfall.money.Parsed;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InstrumentTest {

    @Test
    void tickValueFollowsFromTickSizeAndMultiplier() {
        assertThat(CLK0.tickValue()).isEqualTo(1_000);
        assertThat(PERPETUAL.tickValue()).isEqualTo(5);
    }

    @Test
    void aTickThatIsNoWholeMinorUnitIsRefused() {
        InstrumentId id = InstrumentId.of("X");
        PriceBand band = PriceBand.ofTicks(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Instrument.of(id, USD, "0.01", "0.1", band));
        assertThatIllegalArgumentException().isThrownBy(() -> Instrument.of(id, USD, "0", "1", band));
        assertThatIllegalArgumentException().isThrownBy(() -> Instrument.of(id, USD, "-0.01", "1", band));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Instrument(id, USD, "0.01", "1000", 999, band, Optional.empty()));
    }

    @Test
    void pricesMayBeZeroAndNegative() {
        assertThat(CLK0.price("-37.63")).isEqualTo(Price.ofTicks(-3_763));
        assertThat(CLK0.text(CLK0.price("-37.63"))).isEqualTo("-37.63");
        assertThat(CLK0.text(CLK0.price("0"))).isEqualTo("0.00");
        assertThat(CLK0.value(Lots.of(-2), CLK0.price("-37.63"))).isEqualTo(USD.amount("75260.00"));
        assertThat(CLK0.value(Lots.of(5), CLK0.price("0"))).isEqualTo(USD.zero());
    }

    @Test
    void aPriceBetweenTicksIsRefused() {
        assertThat(PERPETUAL.parsePrice("7900.5")).isEqualTo(new Parsed.Accepted<>(Price.ofTicks(15_801)));
        assertThat(PERPETUAL.parsePrice("7900.3")).isEqualTo(new Parsed.Refused<>(DecimalFlaw.OFF_TICK));
        assertThat(PERPETUAL.parsePrice("7900.25")).isEqualTo(new Parsed.Refused<>(DecimalFlaw.TOO_MANY_DECIMALS));
    }

    @SeededTest
    void everyPriceReadsBackFromItsText(Generator any) {
        Instrument instrument = any.oneOf(java.util.List.of(CLK0, PERPETUAL));
        Price price = Price.ofTicks(any.between(-1_000_000_000, 1_000_000_000));
        assertThat(instrument.price(instrument.text(price))).isEqualTo(price);
    }

    @SeededTest
    void valueIsExactAndAntisymmetric(Generator any) {
        Lots lots = Lots.of(any.between(-100_000, 100_000));
        Mark mark = new Mark(Price.ofTicks(any.between(-100_000, 100_000)), any.between(-10_000, 10_000));
        assertThat(CLK0.value(lots.negated(), mark))
                .isEqualTo(CLK0.value(lots, mark).negated());
        assertThat(CLK0.value(lots, mark).minorUnits())
                .isEqualTo(lots.count() * (mark.price().ticks() * 1_000 - mark.fundingIndex()));
    }

    @Test
    void valueBeyondSixtyFourBitsIsNeverSilent() {
        assertThatThrownBy(() -> CLK0.value(Lots.of(Long.MAX_VALUE), Price.ofTicks(1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void lotsKnowTheirSide() {
        assertThat(Lots.of(3).isOpposite(Lots.of(-1))).isTrue();
        assertThat(Lots.of(3).isOpposite(Lots.NONE)).isFalse();
        assertThat(Lots.of(-3).size()).isEqualTo(3);
        assertThat(Lots.of(3).minus(Lots.of(3)).isFlat()).isTrue();
        assertThat(Lots.of(-3).compareTo(Lots.of(2))).isNegative();
    }

    @Test
    void aSnapshotSettlesOnlyWhatItMarks() {
        BusinessTime at = new BusinessTime(LocalDate.of(2020, 4, 20), LocalDateTime.of(2020, 4, 20, 14, 30));
        TreeMap<InstrumentId, Mark> marks = new TreeMap<>();
        TreeMap<InstrumentId, Settlement> settlements = new TreeMap<>();
        settlements.put(CLK0.id(), new Settlement(8, at.date(), CLK0.price("-37.63"), 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new PriceSnapshot(9, at, marks, settlements));
        marks.put(CLK0.id(), Mark.of(CLK0.price("-37.63")));
        PriceSnapshot snapshot = new PriceSnapshot(9, at, marks, settlements);
        assertThat(snapshot.mark(CLK0.id())).contains(Mark.of(Price.ofTicks(-3_763)));
        assertThat(snapshot.settlement(CLK0.id()).map(Settlement::number)).contains(8L);
        assertThat(snapshot.mark(PERPETUAL.id())).isEmpty();
    }
}
