package io.breakwater.node.serialization;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.call.CallAmounts;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.desk.DeskMessage;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The events of accounts in liquidation and in default; see {@link JournalSamples}. */
final class LiquidationSamples {

    private static final Currency USD = Currency.of("USD", 2);
    private static final Instrument OIL =
            Instrument.of(InstrumentId.of("CLK0"), USD, "0.01", "1000", PriceBand.ofTicks(500));
    private static final LocalDate DAY = LocalDate.parse("2020-04-14");
    private static final EntityId CEDAR = EntityId.of(EntityKind.ACCOUNT, "cedar.c1");
    private static final EntityId DESK = EntityId.of(EntityKind.DESK, "CLK0");
    private static final Mark MARK = Mark.of(OIL.price("20.72"));
    private static final AccountFigures FIGURES =
            AccountFigures.of(USD.amount("858000.00"), USD.zero(), USD.amount("91500.00"));
    private static final Requirement REQUIREMENT = Requirement.of(
            USD,
            List.of(new FixedMargin(new TreeMap<>(Map.of(
                            LocalDate.parse("2020-04-07"),
                            new MarginLevels(USD.amount("6700.00"), USD.amount("7370.00")))))
                    .requirement(OIL, Lots.of(150), MARK, DAY)));
    private static final MarginCall CALL = MarginCall.issue(
            3,
            new CallAmounts(USD.amount("397500.00"), USD.zero()),
            new CallReason(9, CallReason.Occasion.SETTLEMENT, FIGURES, USD.amount("1005000.00"), USD.amount("1105500")),
            CallPolicy.clearingClient(Duration.ofSeconds(8)),
            Instant.parse("2026-11-20T09:00:00.250Z"));

    private LiquidationSamples() {}

    static void put(Map<String, Object> samples) {
        given(samples, "", Optional.empty());
        given(samples, ".limited", Optional.of(OIL.price("14.39")));
        samples.put(
                "account.order-closed",
                new AccountEvent.OrderClosed(DESK, 17, Lots.of(-20), true, 4, new TreeSet<>(List.of(OIL.id()))));
        samples.put("account.order-lapsed", new AccountEvent.OrderLapsed(DESK, 17));
        samples.put("account.episodes-forgotten", new AccountEvent.EpisodesForgotten(3));
        samples.put("account.liquidation-cured", new AccountEvent.LiquidationCured(1, 12, FIGURES, REQUIREMENT));
        samples.put(
                "account.found-deficient", new AccountEvent.FoundDeficient(1, 12, FIGURES, USD.amount("700000.00")));
        samples.put("account.deficit-taken", new AccountEvent.DeficitTaken(1));
        samples.put("account.deficit-covered", new AccountEvent.DeficitCovered(1, 13, FIGURES));
        samples.put("account.left-unsold", new AccountEvent.LeftUnsold(1, 12, FIGURES));
        samples.put(
                "account.surrendered",
                new AccountEvent.Surrendered(
                        EntityId.of(EntityKind.EPISODE, "1"),
                        new TreeMap<>(Map.of(
                                OIL.id(), new AccountReply.Surrendered.Holding(Lots.of(80), USD.amount("1461600.00")))),
                        new TreeMap<>(Map.of(AssetId.of("T-BILL"), 100_000L)),
                        USD.amount("352800.00"),
                        USD.amount("-545600.00"),
                        Optional.of(CALL.cancel())));
    }

    private static void given(Map<String, Object> samples, String name, Optional<Price> limit) {
        Order order = new Order(CEDAR, 17, OIL, Lots.of(-23), limit, MARK, USD.amount("949500.00"));
        samples.put(
                "account.order-given" + name,
                new AccountEvent.OrderGiven(
                        order,
                        1,
                        12,
                        FIGURES,
                        REQUIREMENT,
                        List.of(
                                new DeskMessage.Level(OIL.price("20.50"), 20),
                                new DeskMessage.Level(OIL.price("20.40"), 30)),
                        USD.amount("100.00")));
    }
}
