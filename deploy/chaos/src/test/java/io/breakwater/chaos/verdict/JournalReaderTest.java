package io.breakwater.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.chaos.verdict.Effect.Kind;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Mark;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.trades.RefusedTrade;
import io.breakwater.waterfall.trades.Trade;
import io.breakwater.waterfall.trades.TradeRejection;
import io.breakwater.waterfall.trades.TradesEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is read of events is what clients are told, in the same words. */
final class JournalReaderTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final EntityId BANK = EntityId.parse("bank|main");
    private static final EntityId ALDER = EntityId.parse("account|a");
    private static final EntityId BIRCH = EntityId.parse("account|b");
    private static final InstrumentId CL = InstrumentId.of("CL");
    private static final RequestId ID = new RequestId(Run.ID);

    private final JournalReader reader = new JournalReader();

    @Test
    void everyLineOfAPageIsARequest() {
        StatementLine one = new StatementLine.Deposit(ALDER, USD.minor(100));
        StatementLine two = new StatementLine.Deposit(BIRCH, USD.minor(7));
        reader.event(BANK, 3, new BankEvent.LinesRecorded(5, List.of(one, two), List.of(), List.of()));
        assertThat(reader.facts().effects())
                .containsExactly(
                        effect("bank|main", 3, Kind.LINE, "bank|main line 5", Map.of("content", "deposit a 100")),
                        effect("bank|main", 3, Kind.LINE, "bank|main line 6", Map.of("content", "deposit b 7")));
    }

    @Test
    void batchIsWhatBecameOfEachTrade() {
        EntityId stream = EntityId.parse("trades|v1:s1");
        LotsLeg bought = new LotsLeg(CL, Lots.of(2), USD.minor(10), USD.minor(10));
        Entry novated =
                Entry.of("9:t1", Purpose.TRADE, Posting.of(ALDER, bought), Posting.of(BIRCH, bought.opposite()));
        RefusedTrade refused =
                new RefusedTrade(1, new Trade("t2", CL, ALDER, ALDER, 1, "50.00"), TradeRejection.SELF_TRADE);
        reader.event(
                stream,
                4,
                new TradesEvent.TradesRegistered(9, "digest", List.of(novated), List.of(refused), List.of()));
        assertThat(reader.facts().effects())
                .containsExactly(effect(
                        "trades|v1:s1",
                        4,
                        Kind.BATCH,
                        "trades|v1:s1 batch 9",
                        Map.of("trade.t1", "CL a b 2", "trade.t2", "SELF_TRADE")));
        assertThat(Batch.of("t1 CL a b 2 50.00;t2 CL a a 1 50.00")
                        .matches(reader.facts().effects().get(0)))
                .isTrue();
    }

    @Test
    void withdrawalAndVoidAreOfTheirPrincipal() {
        EntityId payouts = EntityId.parse("payouts|1");
        reader.event(
                payouts,
                7,
                new PayoutsEvent.Requested(
                        "member/a", ID, "digest", "a", ALDER, USD.minor(30), Optional.empty(), List.of()));
        reader.event(payouts, 8, new PayoutsEvent.RequestVoided("member/b", ID, Optional.empty(), List.of()));
        assertThat(reader.facts().effects())
                .containsExactly(
                        effect(
                                "payouts|1",
                                7,
                                Kind.WITHDRAWAL,
                                "member/a " + Run.ID,
                                Map.of("content", "withdrawal a 30")),
                        effect("payouts|1", 8, Kind.VOID, "member/b " + Run.ID, Map.of()));
    }

    @Test
    void postingsMoveAnAccountAndItsMarks() {
        AccountEvent.FromSource taken = new AccountEvent.FromSource(BANK, List.of(), new Mark(3, "e"));
        reader.event(
                ALDER,
                2,
                new AccountEvent.Posted(
                        List.of(taken),
                        0,
                        new TreeMap<>(),
                        new TreeMap<>(Map.of(USD, USD.minor(100))),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        Optional.empty()));
        assertThat(reader.facts().steps())
                .containsExactly(new AccountStep("a", 2, OptionalLong.of(100), new TreeMap<>(Map.of("bank|main", 3L))));
        AccountHistory history = new AccountHistory(reader.facts().steps());
        assertThat(history.cash("a", 1)).isZero();
        assertThat(history.cash("a", 5)).isEqualTo(100);
        assertThat(history.appliedAt("a", "bank|main", 2)).hasValue(2);
        assertThat(history.appliedAt("a", "bank|main", 4)).isEmpty();
    }

    private static Effect effect(String entity, long number, Kind kind, String key, Map<String, String> details) {
        return new Effect(entity, number, kind, key, new TreeMap<>(details));
    }
}
