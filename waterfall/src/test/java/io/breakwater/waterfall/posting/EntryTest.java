package io.breakwater.waterfall.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final Currency JPY = Currency.of("JPY", 0);
    private static final InstrumentId OIL = InstrumentId.of("OIL");

    @Test
    void aTradeBalancesInLotsCostAndEntryValue() {
        assertThatCode(() -> trade(lots(3, 300, 310), lots(-3, -300, -310))).doesNotThrowAnyException();
        assertThatThrownBy(() -> trade(lots(3, 300, 310), lots(-2, -300, -310))).hasMessageContaining("balance");
        assertThatThrownBy(() -> trade(lots(3, 300, 310), lots(-3, -301, -310))).hasMessageContaining("balance");
        assertThatThrownBy(() -> trade(lots(3, 300, 310), lots(-3, -300, -311))).hasMessageContaining("balance");
    }

    @Test
    void moneyBalancesPerCurrency() {
        assertThatCode(() -> trade(cash(5, USD), cash(-5, USD))).doesNotThrowAnyException();
        assertThatThrownBy(() -> trade(cash(5, USD), cash(-5, JPY))).hasMessageContaining("balance");
    }

    @Test
    void sumsBeyondSixtyFourBitsAreRefusedRatherThanWrapped() {
        Posting most = Posting.of(account(0), cash(Long.MAX_VALUE, USD));
        Posting more = Posting.of(account(1), cash(Long.MAX_VALUE, USD));
        Posting two = Posting.of(account(2), cash(2, USD));
        assertThatThrownBy(() -> Entry.of("e", Purpose.TRADE, most, more, two)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void anEntryHasAtMostFiveHundredPostingsOnePerAccount() {
        assertThat(run(500).postings()).hasSize(500);
        assertThatThrownBy(() -> run(502)).hasMessageContaining("502 postings");
        assertThatThrownBy(() -> Entry.of(
                        "e",
                        Purpose.TRADE,
                        Posting.of(account(1), cash(1, USD)),
                        Posting.of(account(1), cash(-1, USD))))
                .hasMessageContaining("twice");
    }

    @Test
    void aPostingHasAtMostSixtyFourLegs() {
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < Posting.LEGS; i++) {
            legs.add(cash(1, USD));
        }
        assertThat(new Posting(account(1), legs, Optional.empty()).legs()).hasSize(Posting.LEGS);
        legs.add(cash(1, USD));
        assertThatThrownBy(() -> new Posting(account(1), legs, Optional.empty()))
                .hasMessageContaining("65 legs");
    }

    @Test
    void aSourceRefusesMoreThanAThousandPostingsInOneEvent() {
        assertThat(Outbox.EMPTY.hasRoomFor(List.of(run(500), run(500)))).isTrue();
        assertThat(Outbox.EMPTY.hasRoomFor(List.of(run(500), run(500), run(2)))).isFalse();
    }

    private static Entry run(int postings) {
        List<Posting> all = new ArrayList<>();
        for (int i = 0; i < postings; i++) {
            all.add(Posting.of(account(i), cash(i % 2 == 0 ? 1 : -1, USD)));
        }
        return new Entry("e", Purpose.TRADE, Optional.empty(), all);
    }

    private static Entry trade(Leg one, Leg other) {
        return Entry.of("e", Purpose.TRADE, Posting.of(account(1), one), Posting.of(account(2), other));
    }

    private static LotsLeg lots(long lots, long cost, long entryValue) {
        return new LotsLeg(OIL, Lots.of(lots), USD.minor(cost), USD.minor(entryValue));
    }

    private static MoneyLeg cash(long minor, Currency currency) {
        return new MoneyLeg(currency.minor(minor));
    }

    private static EntityId account(int number) {
        return EntityId.of(EntityKind.ACCOUNT, "A" + number);
    }
}
