package io.breakwater.node.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.node.TestCassandra;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.journal.cassandra.SchemaMigration;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.catalogue.CatalogueEntity;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.catalogue.ServiceTerms;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.price.PriceEntity;
import io.breakwater.waterfall.price.PriceInput;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.price.Quote;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.trades.Trade;
import io.breakwater.waterfall.trades.TradeParty;
import io.breakwater.waterfall.trades.TradeTerms;
import io.breakwater.waterfall.trades.TradesInput;
import io.breakwater.waterfall.trades.TradesReply;
import io.breakwater.waterfall.trades.TradingView;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a published price to the accounts of a node, on a real journal. */
final class RiskDeskIT {

    private static final Currency USD = Currency.of("USD", 2);
    private static final LocalDate FIRST = LocalDate.of(2020, 4, 14);
    private static final Instrument OIL = Instrument.of(
                    InstrumentId.of("CLK0"), USD, "0.01", "1000", PriceBand.ofTicks(10_000))
            .startingFrom(io.breakwater.waterfall.market.Price.ofTicks(2_000));
    private static final EntityId ALDER = EntityId.of(EntityKind.ACCOUNT, "alder.house");
    private static final EntityId BIRCH = EntityId.of(EntityKind.ACCOUNT, "birch.house");
    private static final EntityId BANK = EntityId.of(EntityKind.BANK, "main");
    private static final EntityId TRADES = EntityId.of(EntityKind.TRADES, "nymex:may20");
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final Duration A_WAKE_ROUND = Duration.ofSeconds(60);

    private final String keyspace =
            "risk_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private long published;
    private long lines;

    @Test
    void aPriceReachesEveryAccountThatItConcernsEvenThoseThatSleptThroughIt() {
        SchemaMigration.apply(
                CassandraSettings.of(List.of(TestCassandra.contactPoint()), TestCassandra.datacenter(), keyspace), 1);
        try (OneNode node = OneNode.asleep(keyspace).awake()) {
            open(node);
            publish(node, FIRST.minusDays(1), "20.00", Quote.Kind.MARK);
            await("both are judged by the first price").atMost(SECONDS).untilAsserted(() -> {
                assertThat(read(node, ALDER).margining()).isPresent();
                assertThat(read(node, BIRCH).margining()).isPresent();
            });
            publish(node, FIRST, "18.00", Quote.Kind.SETTLEMENT);
            await("the long is called").atMost(SECONDS).untilAsserted(() -> assertThat(
                            read(node, ALDER).standing().openCall())
                    .hasValueSatisfying(
                            call -> assertThat(call.unpaid().total()).isEqualTo(USD.amount("15000.00"))));
            await("the short has settled").atMost(SECONDS).untilAsserted(() -> assertThat(cash(read(node, BIRCH)))
                    .isEqualTo(USD.amount("125000.00")));
            deposit(node, ALDER, "15000.00");
            await("the call is met").atMost(SECONDS).untilAsserted(() -> assertThat(
                            read(node, ALDER).standing())
                    .isInstanceOf(Standing.Good.class));
        }
        try (OneNode node = OneNode.asleep(keyspace)) {
            publish(node, FIRST.plusDays(1), "19.00", Quote.Kind.SETTLEMENT);
            publish(node, FIRST.plusDays(2), "17.50", Quote.Kind.SETTLEMENT);
            publish(node, FIRST.plusDays(3), "17.40", Quote.Kind.MARK);
            assertThat(settled(node, ALDER)).containsExactly(1L);
            node.awake();
            await("both were woken and have settled what they slept through")
                    .atMost(A_WAKE_ROUND)
                    .untilAsserted(() -> {
                        assertThat(settled(node, ALDER)).containsExactly(1L, 2L, 3L);
                        assertThat(settled(node, BIRCH)).containsExactly(1L, 2L, 3L);
                    });
            assertThat(read(node, ALDER).standing().openCall())
                    .hasValueSatisfying(
                            call -> assertThat(call.unpaid().total()).isEqualTo(USD.amount("6000.00")));
        }
    }

    /** Ten lots at 20.00 between two accounts with 105,000.00 each, of which 100,000.00 is required. */
    private void open(OneNode node) {
        MarginLevels perLot = new MarginLevels(USD.amount("10000.00"), USD.amount("11000.00"));
        Listing listing = new Listing(OIL, new FixedMargin(new TreeMap<>(Map.of(FIRST, perLot))));
        assertThat(node.ask(CatalogueEntity.MAIN, new CatalogueInput.ListInstrument(listing)))
                .isInstanceOf(CatalogueReply.Kept.class);
        ServiceTerms terms = new ServiceTerms(
                USD,
                new TreeMap<>(Map.of(AccountKind.HOUSE, CallPolicy.clearingHouse(Duration.ofMinutes(30)))),
                new TreeSet<>(List.of(BANK)));
        assertThat(node.ask(CatalogueEntity.MAIN, new CatalogueInput.SetTerms(terms)))
                .isInstanceOf(CatalogueReply.Kept.class);
        for (EntityId account : List.of(ALDER, BIRCH)) {
            String member = account.key().substring(0, 5);
            assertThat(node.ask(Buckets.of(account), new BucketMessage.OpenAccount(account, member, AccountKind.HOUSE)))
                    .isInstanceOf(BucketAnswer.AccountOpened.class);
            assertThat(node.ask(account, new AccountInput.Open(new AccountTerms(member, AccountKind.HOUSE, USD))))
                    .isEqualTo(new AccountReply.Open());
            deposit(node, account, "105000.00");
        }
        TradeParty alder = new TradeParty("alder", AccountKind.HOUSE);
        TradeParty birch = new TradeParty("birch", AccountKind.HOUSE);
        TradesReply registered = (TradesReply) node.ask(
                TRADES,
                new TradesInput.SubmitTrades(
                        1,
                        List.of(new Trade("t1", OIL.id(), ALDER, BIRCH, 10, "20.00")),
                        new TradingView(
                                new TreeMap<>(Map.of(OIL.id(), TradeTerms.of(OIL))),
                                new TreeMap<>(Map.of(ALDER, alder, BIRCH, birch)))));
        assertThat(registered).isInstanceOf(TradesReply.Registered.class);
        TreeMap<EntityId, Long> after = new TreeMap<>(Map.of(TRADES, ((TradesReply.Registered) registered).number()));
        for (EntityId account : List.of(ALDER, BIRCH)) {
            AccountReply.View view =
                    (AccountReply.View) node.ask(account, new AccountInput.Read(Optional.empty(), after));
            assertThat(view.positions()).containsKey(OIL.id());
        }
    }

    private void deposit(OneNode node, EntityId account, String amount) {
        StatementLine line = new StatementLine.Deposit(account, USD.amount(amount));
        BankReply.Recorded recorded =
                (BankReply.Recorded) node.ask(BANK, new BankInput.RecordLines(++lines, List.of(line)));
        node.ask(account, new AccountInput.Read(Optional.empty(), new TreeMap<>(Map.of(BANK, recorded.number()))));
    }

    private void publish(OneNode node, LocalDate date, String price, Quote.Kind kind) {
        Quote quote = new Quote(Mark.of(OIL.price(price)), kind);
        PriceReply.Published answer = (PriceReply.Published) node.ask(
                PriceEntity.MAIN,
                new PriceInput.Publish(
                        "nymex",
                        ++published,
                        new BusinessTime(date, date.atTime(14, 30)),
                        new TreeMap<>(Map.of(OIL.id(), quote)),
                        new TreeMap<>(Map.of(OIL.id(), OIL))));
        assertThat(answer.snapshot()).isEqualTo(published);
    }

    private static AccountReply.View read(OneNode node, EntityId account) {
        return (AccountReply.View) node.ask(account, new AccountInput.Read(Optional.empty(), new TreeMap<>()));
    }

    private static Money cash(AccountReply.View view) {
        return view.cash().find(USD).orElseThrow();
    }

    /** The numbers of the settlements that an account has applied, as its journal says. */
    private static List<Long> settled(OneNode node, EntityId account) {
        return node.journal(account).stream()
                .filter(AccountEvent.Judged.class::isInstance)
                .map(AccountEvent.Judged.class::cast)
                .flatMap(event -> event.settled().stream())
                .map(each -> each.settlement().number())
                .toList();
    }
}
