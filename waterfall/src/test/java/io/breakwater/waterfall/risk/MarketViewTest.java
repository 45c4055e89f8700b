package io.breakwater.waterfall.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.price.PriceReply;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MarketViewTest {

    private static final InstrumentId OIL = InstrumentId.of("CLK0");
    private static final LocalDate FIRST = LocalDate.of(2020, 4, 1);
    private static final Duration START = Duration.ofMinutes(1);

    private final MarketView view = new MarketView();

    @Test
    void aSnapshotIsStaleThreeSecondsAfterItWasAskedFor() {
        learn(1, 0);
        assertThat(view.fresh(START.plus(MarketView.STALE).minusMillis(1))).isPresent();
        assertThat(view.fresh(START.plus(MarketView.STALE))).isEmpty();
        view.heard(newest(1, 0), START.plusSeconds(5));
        assertThat(view.fresh(START.plusSeconds(6))).isPresent();
    }

    @Test
    void nobodyIsJudgedByASnapshotThatIsKnownToBeOldUntilTheNewerOneIsComplete() {
        learn(1, 0);
        assertThat(view.heard(newest(5, 5), START)).isTrue();
        assertThat(view.fresh(START)).isEmpty();
        view.heard(new PriceReply.LastSettlements(6, new TreeMap<>(Map.of(OIL, settlement(3)))));
        assertThat(view.fresh(START)).as("an answer of another snapshot").isEmpty();
        view.heard(new PriceReply.LastSettlements(5, new TreeMap<>(Map.of(OIL, settlement(2)))));
        assertThat(view.fresh(START).flatMap(market -> market.last(OIL))).contains(settlement(2));
    }

    @Test
    void oneMissedSnapshotNeedsNoQuestion() {
        learn(1, 0);
        PriceReply.Newest word = new PriceReply.Newest(Optional.of(snapshot(3, 2)), Optional.of(snapshot(2, 1)));
        assertThat(view.heard(word, START)).isFalse();
        assertThat(view.number()).isEqualTo(3);
        assertThat(view.settling()).extracting(Market::number).containsExactly(2L, 3L);
        Market market = view.fresh(START).orElseThrow();
        assertThat(view.settlements(market, OIL, 1)).containsExactly(settlement(1), settlement(2));
        assertThat(view.settlements(view.settling().get(0), OIL, 1)).containsExactly(settlement(1));
    }

    @Test
    void settlementsAreToldFromTheNewestBackToTheFirstGap() {
        view.heard(newest(9, 0), START);
        view.heard(new PriceReply.LastSettlements(9, new TreeMap<>(Map.of(OIL, settlement(4)))));
        Market market = view.fresh(START).orElseThrow();
        view.heard(new PriceReply.Settlements(9, OIL, List.of(settlement(1))));
        assertThat(view.settlements(market, OIL, 1)).containsExactly(settlement(4));
        view.heard(new PriceReply.Settlements(9, OIL, List.of(settlement(2), settlement(3), settlement(4))));
        assertThat(view.settlements(market, OIL, 1))
                .containsExactly(settlement(1), settlement(2), settlement(3), settlement(4));
        assertThat(view.settlements(market, OIL, 3)).containsExactly(settlement(3), settlement(4));
        assertThat(view.settlements(market, OIL, Long.MAX_VALUE)).containsExactly(settlement(4));
    }

    @Test
    void settlingSnapshotsAreBounded() {
        learn(1, 0);
        for (long number = 2; number <= 2 + MarketView.SETTLING; number++) {
            view.heard(newest(number, number - 1), START);
        }
        assertThat(view.settling()).hasSize(MarketView.SETTLING);
        assertThat(view.settling().get(0).number()).isEqualTo(3);
    }

    private void learn(long number, long settlement) {
        assertThat(view.heard(newest(number, settlement), START)).isTrue();
        view.heard(new PriceReply.LastSettlements(number, new TreeMap<>()));
        assertThat(view.number()).isEqualTo(number);
    }

    private static PriceReply.Newest newest(long number, long settlement) {
        return new PriceReply.Newest(Optional.of(snapshot(number, settlement)), Optional.empty());
    }

    /** A snapshot that brings this settlement, or none for 0. */
    private static PriceSnapshot snapshot(long number, long settlement) {
        LocalDate date = FIRST.plusDays(number);
        return new PriceSnapshot(
                number,
                new BusinessTime(date, date.atStartOfDay()),
                new TreeMap<>(Map.of(OIL, Mark.of(Price.ofTicks(2_000)))),
                settlement == 0 ? new TreeMap<>() : new TreeMap<>(Map.of(OIL, settlement(settlement))));
    }

    private static Settlement settlement(long number) {
        return new Settlement(number, FIRST.plusDays(number), Price.ofTicks(2_000), 0, false);
    }
}
