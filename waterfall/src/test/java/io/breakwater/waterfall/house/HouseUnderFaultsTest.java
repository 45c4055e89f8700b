package io.breakwater.waterfall.house;

import static io.breakwater.waterfall.house.HouseDouble.AT;
import static io.breakwater.waterfall.house.HouseDouble.BANK;
import static io.breakwater.waterfall.house.HouseDouble.STREAM;
import static io.breakwater.waterfall.house.HouseDouble.account;
import static io.breakwater.waterfall.house.HouseDouble.usd;
import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bank.BankRules;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.carrier.Carrier;
import io.breakwater.waterfall.carrier.Faults;
import io.breakwater.waterfall.carrier.Station;
import io.breakwater.waterfall.carrier.Understanding;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.catalogue.CatalogueRules;
import io.breakwater.waterfall.catalogue.ServiceTerms;
import io.breakwater.waterfall.fingerprint.Keys;
import io.breakwater.waterfall.house.HouseReply.Obligation.Stage;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.CashAccount;
import io.breakwater.waterfall.payouts.CashAccount.Ledger;
import io.breakwater.waterfall.payouts.CashAccount.Noted;
import io.breakwater.waterfall.payouts.PayoutRules;
import io.breakwater.waterfall.payouts.PayoutsInput;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.SourceMessage;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import io.breakwater.waterfall.trades.TradeRules;
import io.breakwater.waterfall.trades.TradesInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** A default and its assessment while messages are lost, doubled and late and every entity crashes now and then. */
class HouseUnderFaultsTest {

    /** A crash at each of hundreds of stops would leave no instance that places them all. */
    private static final int BUCKETS = 4;

    @SeededTest(runs = 40)
    void eachMemberIsAssessedCollectedFromAndDeclaredOnce(Generator any) {
        World world = new World(any);
        world.prepare();
        world.until(
                () -> world.house(new HouseInput.UnmetCall(
                        new HouseMessage.ReportUnmetCall(account("delta.house"), "delta", 1, AT))),
                () -> !world.state().defaults().cases().isEmpty());
        Map<EntityId, Money> to = Map.of(account("inventory:1:a"), usd("250"), account("inventory:1:b"), usd("350"));
        HouseMessage.Levy levy = new HouseMessage.Levy(1, 1, usd("600"), new TreeMap<>(to));
        world.until(
                () -> world.house(new HouseInput.Levy(levy)),
                () -> world.state().payables().last() == 3);
        world.until(
                () -> world.house(new HouseInput.PayObligation(Optional.of("alfa"), HouseDouble.REQUEST, 1)),
                () -> world.stage(1) == Stage.PAID);
        world.carrier.run(Duration.ofSeconds(any.between(0, 40)));
        world.carrier.heal();
        world.carrier.run(Duration.ofMinutes(3));
        world.assertAsTheRulesSay();
    }

    /** The house and those it talks to. */
    private static final class World {

        private final Carrier carrier;
        private final Station<House, HouseMemory, Message, HouseEvent> house;
        private final Map<EntityId, Station<Ledger, CashAccount.Nothing, Message, Noted>> accounts = new TreeMap<>();
        private final Station<?, ?, Message, ?> bank;
        private final Station<?, ?, Message, ?> catalogue;

        private World(Generator any) {
            carrier = new Carrier(any, Faults.any(any));
            List<String> ids = List.of(
                    "alfa.house",
                    "bravo.house",
                    "charlie.house",
                    "delta.house",
                    "inventory:1:a",
                    "inventory:1:b",
                    "external:main");
            ids.forEach(id -> accounts.put(account(id), carrier.host(account(id), CashAccount.willing())));
            bank = carrier.host(BANK, new Understanding<>(new BankRules(), World::ofBank));
            catalogue = carrier.host(
                    EntityId.of(EntityKind.CATALOGUE, "main"),
                    new Understanding<>(
                            new CatalogueRules(),
                            word -> word instanceof CatalogueInput input ? Optional.of(input) : Optional.empty()));
            carrier.host(STREAM, new Understanding<>(new TradeRules(Keys.FIXED), World::ofStream));
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                carrier.host(
                        EntityId.of(EntityKind.PAYOUTS, Integer.toString(bucket)),
                        new Understanding<>(new PayoutRules(), World::ofPayouts));
            }
            carrier.host(DefaultCase.episode(1), new Beginning());
            carrier.host(DefaultCase.episode(2), new Beginning());
            house = carrier.host(HouseMessage.MAIN, new Understanding<>(new HouseRules(BUCKETS), World::ofHouse));
        }

        private House state() {
            return house.state();
        }

        private void house(HouseInput input) {
            carrier.tell(house.id(), input);
        }

        private void until(Runnable said, BooleanSupplier done) {
            for (int i = 0; i < 300 && !done.getAsBoolean(); i++) {
                said.run();
                carrier.run(Duration.ofSeconds(1));
            }
            assertThat(done.getAsBoolean()).isTrue();
        }

        /** Alfa has 500.00, bravo 300.00 and charlie 150.00; each has contributed 1,000.00. */
        private void prepare() {
            ServiceTerms terms = new ServiceTerms(USD, new TreeMap<>(), new TreeSet<>(List.of(BANK)));
            List<StatementLine> lines = List.of(
                    new StatementLine.Deposit(account("alfa.house"), usd("500")),
                    new StatementLine.Deposit(account("bravo.house"), usd("300")),
                    new StatementLine.Deposit(account("charlie.house"), usd("150")));
            until(
                    () -> {
                        carrier.tell(catalogue.id(), new CatalogueInput.SetTerms(terms));
                        house(new HouseInput.SetTerms(HouseDouble.terms()));
                        for (String member : List.of("alfa", "bravo", "charlie", "delta")) {
                            house(new HouseInput.RegisterMember(member, account(member + ".house"), usd("1000")));
                        }
                        house(new HouseInput.Register(new SourceMessage.Register(STREAM)));
                        carrier.tell(BANK, new BankInput.RecordLines(1, lines));
                    },
                    () -> state().members().size() == 4
                            && state().sources().containsValue(true)
                            && !bank.journal().isEmpty()
                            && !catalogue.journal().isEmpty());
        }

        private Stage stage(long obligation) {
            Payables payables = state().payables();
            return payables.open()
                    .find(obligation)
                    .or(() -> payables.settled().find(obligation))
                    .orElseThrow()
                    .stage();
        }

        private long cash(String account) {
            return Optional.ofNullable(accounts.get(account(account)))
                    .orElseThrow()
                    .state()
                    .cash();
        }

        private void assertAsTheRulesSay() {
            List<HouseEvent> events =
                    house.journal().stream().map(Numbered::event).toList();
            assertThat(List.of(stage(1), stage(2), stage(3))).containsExactly(Stage.PAID, Stage.PAID, Stage.UNPAID);
            assertThat(count(events, HouseEvent.AssessmentsLevied.class)).isEqualTo(1);
            assertThat(count(events, HouseEvent.DefaultDeclared.class)).isEqualTo(1);
            assertThat(count(events, HouseEvent.ObligationsUnpaid.class)).isEqualTo(1);
            assertThat(state().defaults().cases().values())
                    .extracting(DefaultCase::member)
                    .containsExactly(Optional.of("delta"), Optional.of("charlie"));
            assertThat(state().defaults().cases().values()).allMatch(each -> each.opened() && each.frozen());
            assertThat(List.of(cash("alfa.house"), cash("bravo.house"), cash("charlie.house")))
                    .containsExactly(30_000L, 10_000L, 0L);
            assertThat(cash("inventory:1:a") + cash("inventory:1:b")).isEqualTo(55_000L);
            assertThat(accounts.values().stream()
                            .mapToLong(each -> each.state().cash())
                            .sum())
                    .isZero();
            assertThat(accounts.values())
                    .allMatch(each -> each.state().holds().live().isEmpty());
            assertThat(state().owesNothing()).isTrue();
            int before = carrier.replies().size();
            house(new HouseInput.AskObligations(new HouseMessage.AskObligations(1, 1)));
            carrier.run(Duration.ofSeconds(1));
            assertThat(carrier.replies().get(before))
                    .isEqualTo(new HouseMessage.ObligationsSettled(
                            1,
                            1,
                            new TreeMap<>(Map.of("alfa", usd("200"), "bravo", usd("200"), "charlie", usd("150"))),
                            new TreeMap<>(Map.of("charlie", usd("50"))),
                            new TreeMap<>(Map.of(
                                    account("inventory:1:a"), USD.minor(cash("inventory:1:a")),
                                    account("inventory:1:b"), USD.minor(cash("inventory:1:b"))))));
            assertTheJournalFreezesWhatTheStateSays(events);
        }

        private void assertTheJournalFreezesWhatTheStateSays(List<HouseEvent> events) {
            List<Declaration> declared = new ArrayList<>();
            for (HouseEvent event : events) {
                if (event instanceof HouseEvent.DefaultDeclared of) {
                    declared.add(of.declared().declaration());
                } else if (event instanceof HouseEvent.ObligationsUnpaid of) {
                    declared.add(of.declared().declaration());
                }
            }
            declared.forEach(
                    each -> assertThat(state().declaration(each.episode())).isEqualTo(each));
        }

        private static long count(List<HouseEvent> events, Class<? extends HouseEvent> kind) {
            return events.stream().filter(kind::isInstance).count();
        }

        private static Optional<BankInput> ofBank(Message message) {
            if (message instanceof PostingsAcknowledged word) {
                return Optional.of(new BankInput.Acknowledged(word));
            }
            return message instanceof BankInput input ? Optional.of(input) : Optional.empty();
        }

        private static Optional<TradesInput> ofStream(Message message) {
            if (message instanceof StopMessage.PlaceStop stop) {
                return Optional.of(new TradesInput.Place(stop));
            }
            return message instanceof TradesInput input ? Optional.of(input) : Optional.empty();
        }

        private static Optional<PayoutsInput> ofPayouts(Message message) {
            if (message instanceof StopMessage.PlaceStop stop) {
                return Optional.of(new PayoutsInput.Place(stop));
            }
            return message instanceof PayoutsInput input ? Optional.of(input) : Optional.empty();
        }

        private static Optional<HouseInput> ofHouse(Message message) {
            if (message instanceof HouseMessage word) {
                return HouseInput.of(word);
            }
            if (message instanceof HoldMessage.HoldGranted word) {
                return Optional.of(new HouseInput.Granted(word));
            }
            if (message instanceof HoldMessage.HoldRefused word) {
                return Optional.of(new HouseInput.Refused(word));
            }
            if (message instanceof HoldMessage.HoldEnded word) {
                return Optional.of(new HouseInput.Ended(word));
            }
            if (message instanceof StopMessage.StopPlaced word) {
                return Optional.of(new HouseInput.Placed(word));
            }
            if (message instanceof StopMessage.Drained word) {
                return Optional.of(new HouseInput.Drained(word));
            }
            if (message instanceof BankReply.Flushed word) {
                return Optional.of(new HouseInput.Flushed(word));
            }
            if (message instanceof CatalogueReply.Newest word) {
                return Optional.of(new HouseInput.CatalogueRead(word));
            }
            if (message instanceof PostingsAcknowledged word) {
                return Optional.of(new HouseInput.Acknowledged(word));
            }
            return message instanceof HouseInput input ? Optional.of(input) : Optional.empty();
        }
    }

    /** An episode that begins when it is told to, and does no more. */
    private record Beginning() implements Machine<Integer, Integer, Message, Integer> {

        private enum Word implements Message {
            TICK
        }

        @Override
        public Integer initial(EntityId self) {
            return 0;
        }

        @Override
        public Integer wake(Integer state) {
            return 0;
        }

        @Override
        public Reaction<Integer, Integer> react(Integer state, Integer memory, Envelope<Message> input, Now now) {
            return input.body() instanceof HouseMessage.OpenEpisode open
                    ? Reaction.answer(
                            memory,
                            new HouseMessage.EpisodeOpened(open.declaration().episode()))
                    : Reaction.none(memory);
        }

        @Override
        public Integer apply(Integer state, Numbered<Integer> event) {
            return state;
        }

        @Override
        public Tending<Integer> tend(Integer state, Integer memory, Now now) {
            return Tending.idle(memory);
        }

        @Override
        public Message tick() {
            return Word.TICK;
        }
    }
}
