package io.breakwater.waterfall.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.market.PriceBand.Verdict;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PriceRulesTest {

    private static final InstrumentId CLK0 = InstrumentId.of("CLK0");
    private static final EntityId SERVICE = EntityId.of(EntityKind.PRICES, "main");
    private static final Instrument OIL =
            Instrument.of(CLK0, Currency.of("USD", 2), "0.01", "1000", PriceBand.ofTicks(500));

    private final PriceRules rules = new PriceRules();
    private PriceBook book = rules.initial(SERVICE);
    private long events;

    @Test
    void theFirstPriceWaitsForASecondSourceWhenThereIsNoReference() {
        assertThat(publish("nymex", 1, "2020-04-08T14:30", "25.09", Quote.Kind.MARK))
                .isEqualTo(judged(1, 0, Verdict.UNCONFIRMED));
        assertThat(book.newest()).isEmpty();
        assertThat(publish("vendor", 1, "2020-04-08T14:30", "25.09", Quote.Kind.MARK))
                .isEqualTo(judged(1, 1, Verdict.CONFIRMED));
        assertThat(newest().marks()).isEqualTo(Map.of(CLK0, mark("25.09")));
    }

    @Test
    void aPriceInsideTheBandCountsOnTheWordOfOneSource() {
        startAt("20.00");
        assertThat(publish("nymex", 2, "2020-04-09T14:30", "15.00", Quote.Kind.MARK))
                .isEqualTo(judged(2, 2, Verdict.INSIDE));
        assertThat(newest().marks()).isEqualTo(Map.of(CLK0, mark("15.00")));
    }

    @Test
    void aPriceOneTickOutsideTheBandHaltsLiquidationsUntilASecondSourceAgrees() {
        startAt("20.00");
        assertThat(publish("nymex", 2, "2020-04-09T14:30", "14.99", Quote.Kind.MARK))
                .isEqualTo(judged(2, 1, Verdict.UNCONFIRMED));
        assertThat(book.of(CLK0).halted()).isTrue();
        assertThat(newest().marks()).isEqualTo(Map.of(CLK0, mark("20.00")));
        assertThat(publish("vendor", 2, "2020-04-09T14:30", "14.99", Quote.Kind.MARK))
                .isEqualTo(judged(2, 2, Verdict.CONFIRMED));
        assertThat(book.of(CLK0).halted()).isFalse();
    }

    @Test
    void aSettlementMovesNothingUntilItsPriceCounts() {
        startAt("17.73");
        publish("nymex", 2, "2020-04-20T14:30", "-37.63", Quote.Kind.SETTLEMENT);
        assertThat(newest().settlements()).isEmpty();
        publish("vendor", 2, "2020-04-20T14:30", "-37.63", Quote.Kind.SETTLEMENT);
        assertThat(newest().settlements())
                .isEqualTo(Map.of(
                        CLK0,
                        new Settlement(1, label("2020-04-20T14:30").toLocalDate(), OIL.price("-37.63"), 0, false)));
    }

    @Test
    void aBusinessDateSettlesOnceWhicheverSourceSaysIt() {
        startAt("20.00");
        publish("nymex", 2, "2020-04-09T14:30", "20.10", Quote.Kind.SETTLEMENT);
        publish("vendor", 2, "2020-04-09T14:30", "20.10", Quote.Kind.SETTLEMENT);
        assertThat(book.of(CLK0).lastSettlement().map(Settlement::number)).contains(1L);
        assertThat(book.snapshotNumber()).isEqualTo(2);
    }

    @Test
    void theSettlementsThatAnAccountSleptThroughAreTold() {
        startAt("20.00");
        publish("nymex", 2, "2020-04-09T14:30", "20.10", Quote.Kind.SETTLEMENT);
        publish("nymex", 3, "2020-04-10T14:30", "20.20", Quote.Kind.SETTLEMENT);
        publish("nymex", 4, "2020-04-13T14:30", "20.30", Quote.Kind.SETTLEMENT);
        PriceReply.Settlements told = (PriceReply.Settlements) ask(new PriceInput.ReadSettlements(CLK0, 2));
        assertThat(told.settlements()).extracting(Settlement::number).containsExactly(2L, 3L);
        assertThat(told.snapshot()).isEqualTo(newest().number());
        PriceReply.LastSettlements last = (PriceReply.LastSettlements) ask(new PriceInput.ReadLastSettlements());
        assertThat(last.last().get(CLK0)).isEqualTo(told.settlements().get(1));
    }

    @Test
    void oneSettlementBeyondTheBoundMakesRoomForItselfAndLeavesNoGap() {
        startAt("20.00");
        LocalDateTime first = label("2020-04-09T14:30");
        for (int day = 0; day <= PriceBook.SETTLEMENTS; day++) {
            publish("nymex", day + 2, first.plusDays(day).toString(), "20.00", Quote.Kind.SETTLEMENT);
        }
        PriceReply.Settlements told = (PriceReply.Settlements) ask(new PriceInput.ReadSettlements(CLK0, 1));
        assertThat(told.settlements()).hasSize(PriceBook.SETTLEMENTS);
        assertThat(told.settlements().get(0).number()).isEqualTo(2);
        assertThat(told.settlements().get(PriceBook.SETTLEMENTS - 1))
                .isEqualTo(book.of(CLK0).lastSettlement().orElseThrow());
    }

    @Test
    void theSamePublicationAgainIsAnsweredAgainAndChangesNothing() {
        startAt("20.00");
        Message first = publish("nymex", 2, "2020-04-09T14:30", "20.10", Quote.Kind.MARK);
        PriceBook after = book;
        assertThat(publish("nymex", 2, "2020-04-09T14:30", "20.10", Quote.Kind.MARK))
                .isEqualTo(first);
        assertThat(book).isEqualTo(after);
    }

    @Test
    void theSameSequenceWithAnotherPriceIsRefused() {
        startAt("20.00");
        assertThat(publish("nymex", 1, "2020-04-08T14:30", "20.01", Quote.Kind.MARK))
                .isEqualTo(new PriceReply.Refused(PriceRejection.SEQUENCE_REUSED));
    }

    @Test
    void aGapInASourcesSequenceIsRefused() {
        startAt("20.00");
        assertThat(publish("nymex", 3, "2020-04-09T14:30", "20.01", Quote.Kind.MARK))
                .isEqualTo(new PriceReply.Refused(PriceRejection.SEQUENCE_OUT_OF_ORDER));
    }

    @Test
    void aPriceOlderThanTheNewestIsRefused() {
        startAt("20.00");
        assertThat(publish("nymex", 2, "2020-04-07T14:30", "20.01", Quote.Kind.MARK))
                .isEqualTo(new PriceReply.Refused(PriceRejection.BEFORE_NEWEST));
    }

    @Test
    void nothingIsPublishedAfterTheFinalSettlement() {
        startAt("10.01");
        publish("nymex", 2, "2020-04-21T14:30", "10.01", Quote.Kind.FINAL_SETTLEMENT);
        assertThat(publish("nymex", 3, "2020-04-22T14:30", "10.02", Quote.Kind.MARK))
                .isEqualTo(new PriceReply.Refused(PriceRejection.INSTRUMENT_EXPIRED));
    }

    private void startAt(String price) {
        publish("nymex", 1, "2020-04-08T14:30", price, Quote.Kind.MARK);
        publish("vendor", 1, "2020-04-08T14:30", price, Quote.Kind.MARK);
    }

    private PriceSnapshot newest() {
        return book.newest().orElseThrow();
    }

    private static PriceReply judged(long sequence, long snapshot, Verdict verdict) {
        return new PriceReply.Published(sequence, snapshot, new TreeMap<>(Map.of(CLK0, verdict)));
    }

    private static Mark mark(String price) {
        return Mark.of(OIL.price(price));
    }

    private static LocalDateTime label(String text) {
        return LocalDateTime.parse(text);
    }

    private Message publish(String source, long sequence, String at, String price, Quote.Kind kind) {
        PriceInput.Publish body = new PriceInput.Publish(
                source,
                sequence,
                new BusinessTime(label(at).toLocalDate(), label(at)),
                new TreeMap<>(Map.of(CLK0, new Quote(mark(price), kind))),
                new TreeMap<>(Map.of(CLK0, OIL)));
        Reaction<PriceRules.Memory, PriceEvent> reaction = rules.react(
                book,
                PriceRules.Memory.NONE,
                new Envelope<>(body, Optional.empty(), new Cause("prices/" + source, Optional.empty(), "s" + sequence)),
                new Now(Duration.ZERO, Optional.empty()));
        reaction.event().ifPresent(event -> book = rules.apply(book, new Numbered<>(++events, event)));
        return reaction.reply().orElseThrow();
    }

    private Message ask(PriceInput question) {
        return rules.react(
                        book,
                        PriceRules.Memory.NONE,
                        new Envelope<>(question, Optional.empty(), new Cause("node/test", Optional.empty(), "read")),
                        new Now(Duration.ZERO, Optional.empty()))
                .reply()
                .orElseThrow();
    }
}
