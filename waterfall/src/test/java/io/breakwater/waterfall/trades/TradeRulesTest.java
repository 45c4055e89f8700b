package io.breakwater.waterfall.trades;

import static io.breakwater.waterfall.trades.Trades.account;
import static io.breakwater.waterfall.trades.Trades.trade;
import static io.breakwater.waterfall.trades.Trades.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.fingerprint.Keys;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.trades.TradesInput.SubmitTrades;
import io.breakwater.waterfall.trades.TradesReply.Outcome;
import io.breakwater.waterfall.trades.TradesReply.Reason;
import io.breakwater.waterfall.trades.TradesReply.Registered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeRulesTest {

    private static final EntityId SELF = EntityId.of(EntityKind.TRADES, "venue:main");
    private static final StopId STOP = new StopId(EntityId.of(EntityKind.EPISODE, "1"), 4);

    private final Alone<TradeStream, OutboxMemory, TradesInput, TradesEvent> stream =
            new Alone<>(SELF, new TradeRules(Keys.FIXED));

    @Test
    void aTradeIsNovatedWithOneEntryThatBalances() {
        Message answer = ask(1, new Trade("t1", Trades.GAS.id(), account("A0"), account("A1"), 3, "-0.020"));
        assertThat(answer).isEqualTo(new Registered(1, 1, List.of(new Outcome("t1", Optional.empty())), false));
        // 3 lots at -20 ticks of 10.00 USD, less 0.07 USD of funding per lot that was paid before
        LotsLeg bought = new LotsLeg(
                Trades.GAS.id(),
                Lots.of(3),
                Trades.USD.minor(3 * (-20 * 1_000 - 7)),
                Trades.USD.minor(3 * -20 * 1_000));
        Entry entry = Entry.of(
                "1:t1", Purpose.TRADE, Posting.of(account("A0"), bought), Posting.of(account("A1"), bought.opposite()));
        assertThat(stream.journal().get(0).event().entries()).containsExactly(entry);
    }

    @ParameterizedTest
    @CsvSource({
        "INSTRUMENT_UNKNOWN, NONE, A0, A1, 1, 20.00",
        "INSTRUMENT_UNKNOWN, NONE, XX, XX, 0, x",
        "INSTRUMENT_EXPIRED, OLD, XX, A1, 1, 20.00",
        "ACCOUNT_UNKNOWN, OIL, XX, A1, 1, 20.00",
        "ACCOUNT_UNKNOWN, OIL, A0, XX, 1, 20.00",
        "ACCOUNT_UNKNOWN, OIL, XX, inventory:1:A9, 1, 20.00",
        "ACCOUNT_NOT_TRADING, OIL, inventory:1:A9, A1, 1, 20.00",
        "ACCOUNT_NOT_TRADING, OIL, A0, inventory:1:A9, 1, 20.00",
        "ACCOUNT_NOT_TRADING, OIL, inventory:1:A9, inventory:1:A9, 1, 20.00",
        "SELF_TRADE, OIL, A0, A0, 0, 20.00",
        "LOTS_NOT_POSITIVE, OIL, A0, A1, 0, x",
        "LOTS_NOT_POSITIVE, OIL, A0, A1, -9223372036854775808, 20.00",
        "LOTS_TOO_LARGE, OIL, A0, A1, 9223372036854775807, x",
        "LOTS_TOO_LARGE, OIL, A0, A1, 1073742, 0.00",
        "PRICE_OFF_TICK, OIL, A0, A1, 1073741, 20.005",
        "PRICE_OFF_TICK, OIL, A0, A1, 1, +20",
        "PRICE_OUTSIDE_BOUNDS, OIL, A0, A1, 1, 99999999999999999999.00",
        "PRICE_OUTSIDE_BOUNDS, OIL, A0, A1, 1073741, -10.25",
        "PRICE_OUTSIDE_BOUNDS, OIL, A0, A1, 1, 10995116.28"
    })
    void eachFlawHasItsReasonAndTheFirstIsReported(
            TradeRejection reason, String instrument, String buyer, String seller, long lots, String price) {
        Trade flawed = new Trade("bad", InstrumentId.of(instrument), account(buyer), account(seller), lots, price);
        Registered answer = (Registered) ask(1, trade("good"), flawed);
        assertThat(answer.outcomes())
                .containsExactly(new Outcome("good", Optional.empty()), new Outcome("bad", Optional.of(reason)));
        assertThat(stream.journal().get(0).event().entries()).hasSize(1);
        assertThat(stream.state().lastSequence()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1073741, 10.24", "1073741, -10.24", "1073741, 0.00", "1, 10995116.27", "1, -10995116.27"})
    void theLargestTradesWithinTheBoundsAreNovated(long lots, String price) {
        Registered answer =
                (Registered) ask(1, new Trade("t", Trades.OIL.id(), account("A0"), account("A1"), lots, price));
        assertThat(answer.outcomes()).containsExactly(new Outcome("t", Optional.empty()));
    }

    @Test
    void theBoundsLeaveRoomForAMillionOfTheLargestTrades() {
        long trades = 1 << 20;
        long cost = Math.multiplyExact(trades, TradeBounds.LARGEST);
        long worthAtFourTimesThePrice = Math.multiplyExact(cost, 4);
        assertThat(Math.addExact(worthAtFourTimesThePrice, cost)).isPositive();
    }

    @Test
    void theSecondTradeOfOneIdIsRefusedEvenWhenTheFirstWas() {
        Trade refused = new Trade("t1", InstrumentId.of("NONE"), account("A0"), account("A1"), 1, "20.00");
        Registered answer = (Registered) ask(1, refused, trade("t1"), trade("t2"), trade("t2"));
        assertThat(answer.outcomes())
                .extracting(Outcome::refused)
                .containsExactly(
                        Optional.of(TradeRejection.INSTRUMENT_UNKNOWN),
                        Optional.of(TradeRejection.DUPLICATE_TRADE_ID),
                        Optional.empty(),
                        Optional.of(TradeRejection.DUPLICATE_TRADE_ID));
    }

    @Test
    void theSameBatchIsAnsweredTheSameWhateverTheEdgeKnowsByThen() {
        Trade early = new Trade("t1", InstrumentId.of("NONE"), account("A0"), account("A1"), 1, "20.00");
        Registered first = (Registered) ask(1, early, trade("t2"));
        ask(2, trade("t3"));
        stream.restart();
        TradingView nothing = new TradingView(Collections.emptySortedMap(), Collections.emptySortedMap());
        assertThat(stream.ask(new SubmitTrades(1, List.of(early, trade("t2")), nothing)))
                .contains(new Registered(1, 1, first.outcomes(), true));
        assertThat(stream.journal()).hasSize(2);
    }

    @Test
    void aSequenceIsTheNextOneOrOneOfTheNewest() {
        assertThat(ask(2, trade("t"))).isEqualTo(new TradesReply.Refused(Reason.SEQUENCE_OUT_OF_ORDER, 1));
        for (long sequence = 1; sequence <= TradeStream.REMEMBERED + 1; sequence++) {
            ask(sequence, trade("t"));
        }
        long next = TradeStream.REMEMBERED + 2;
        assertThat(ask(1, trade("t"))).isEqualTo(new TradesReply.Refused(Reason.SEQUENCE_TOO_OLD, next));
        assertThat(ask(2, trade("t"))).isInstanceOf(Registered.class);
        assertThat(ask(2, trade("u"))).isEqualTo(new TradesReply.Refused(Reason.SEQUENCE_REUSED, next));
        assertThat(ask(2, trade("t"), trade("u"))).isEqualTo(new TradesReply.Refused(Reason.SEQUENCE_REUSED, next));
        assertThat(ask(next + 1, trade("t"))).isEqualTo(new TradesReply.Refused(Reason.SEQUENCE_OUT_OF_ORDER, next));
        assertThat(stream.journal()).hasSize(TradeStream.REMEMBERED + 1);
    }

    @Test
    void aFullBatchIsOneEventAndOneTradeMoreIsNone() {
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < SubmitTrades.TRADES; i++) {
            trades.add(trade("t" + i));
        }
        assertThat(stream.ask(new SubmitTrades(1, trades, view()))).containsInstanceOf(Registered.class);
        assertThat(stream.journal()).hasSize(1);
        assertThat(stream.journal().get(0).event().entries()).hasSize(SubmitTrades.TRADES);
        trades.add(trade("more"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SubmitTrades(2, trades, view()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SubmitTrades(2, List.of(), view()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SubmitTrades(0, List.of(trade("t")), view()));
    }

    @Test
    void aStopRefusesBothLegsUntilItIsLifted() {
        ask(1, trade("t1"));
        for (StopSubject subject : List.of(
                new StopSubject.OfAccount(account("A1")),
                new StopSubject.OfMember("ALFA"),
                new StopSubject.OfInstrument(Trades.OIL.id()))) {
            StopId id = new StopId(STOP.by(), stream.journal().size() + STOP.number());
            long sequence = stream.state().lastSequence() + 1;
            stream.ask(new TradesInput.Place(new StopMessage.PlaceStop(id, subject)));
            assertThat(outcome(sequence, trade("t"))).contains(TradeRejection.STOPPED);
            Trade other = new Trade("o", Trades.GAS.id(), account("A3"), account("A5"), 1, "1.000");
            assertThat(outcome(sequence + 1, other)).contains(TradeRejection.ACCOUNT_UNKNOWN);
            stream.ask(new TradesInput.Lift(new StopMessage.LiftStop(id)));
            assertThat(outcome(sequence + 2, trade("t"))).isEmpty();
        }
    }

    @Test
    void aStopIsDrainedWhenItsAccountHasAcknowledgedEverythingUpToTheCut() {
        ask(1, trade("t1"));
        TradesInput place =
                new TradesInput.Place(new StopMessage.PlaceStop(STOP, new StopSubject.OfAccount(account("A1"))));
        assertThat(stream.ask(place)).contains(new StopMessage.StopPlaced(STOP, SELF, 1));
        stream.ask(new TradesInput.Acknowledged(new PostingsAcknowledged(account("A1"), SELF, 1)));
        assertThat(stream.ask(place)).contains(new StopMessage.StopPlaced(STOP, SELF, 1));
        stream.pass(Duration.ofSeconds(2));
        stream.ask(new TradesInput.Tick());
        assertThat(stream.ask(place)).contains(new StopMessage.Drained(STOP, SELF, 1, 0));
        TradesInput lift = new TradesInput.Lift(new StopMessage.LiftStop(STOP));
        assertThat(stream.ask(lift)).contains(new StopMessage.StopLifted(STOP, SELF));
        assertThat(stream.ask(place)).contains(new StopMessage.StopLifted(STOP, SELF));
        assertThat(stream.ask(lift)).contains(new StopMessage.StopLifted(STOP, SELF));
    }

    private Optional<TradeRejection> outcome(long sequence, Trade trade) {
        return ((Registered) ask(sequence, trade)).outcomes().get(0).refused();
    }

    private Message ask(long sequence, Trade... trades) {
        return stream.ask(new SubmitTrades(sequence, List.of(trades), view())).orElseThrow();
    }
}
