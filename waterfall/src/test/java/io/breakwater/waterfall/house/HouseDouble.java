package io.breakwater.waterfall.house;

import static io.breakwater.waterfall.market.Instruments.USD;

import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.carrier.Alone;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.CatalogueInput;
import io.breakwater.waterfall.catalogue.CatalogueReply;
import io.breakwater.waterfall.catalogue.ServiceTerms;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.HoldMessage.AskHold;
import io.breakwater.waterfall.posting.SourceMessage;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A house by itself; what others would say to it is said by hand. */
final class HouseDouble {

    static final EntityId BANK = EntityId.of(EntityKind.BANK, "main");
    static final EntityId STREAM = EntityId.of(EntityKind.TRADES, "nymex:may20");
    static final EntityId DESK = EntityId.of(EntityKind.DESK, "CLK0");
    static final BusinessTime AT = time("2020-04-20");
    static final Duration DEADLINE = Duration.ofSeconds(20);
    static final RequestId REQUEST = new RequestId("019377a5-0000-7000-8000-000000000001");

    final Alone<House, HouseMemory, HouseInput, HouseEvent> house = new Alone<>(HouseMessage.MAIN, new HouseRules());

    static HouseDouble withTerms() {
        HouseDouble made = new HouseDouble();
        made.house.ask(new HouseInput.SetTerms(terms()));
        return made;
    }

    static HouseTerms terms() {
        return new HouseTerms(
                USD,
                Rulebook.venue(),
                DEADLINE,
                Duration.ofSeconds(3),
                new TreeMap<>(),
                new TreeSet<>(List.of(LocalDate.parse("2020-04-10"))));
    }

    static BusinessTime time(String date) {
        return new BusinessTime(LocalDate.parse(date), LocalDate.parse(date).atTime(14, 30));
    }

    static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }

    static Money usd(String amount) {
        return USD.amount(amount);
    }

    House state() {
        return house.state();
    }

    Optional<Message> member(String member, String contribution) {
        return house.ask(new HouseInput.RegisterMember(member, account(member + ".house"), usd(contribution)));
    }

    void members(Map<String, String> contributions) {
        contributions.forEach(this::member);
    }

    void tick() {
        house.ask(new HouseInput.Tick());
    }

    Optional<Message> fails(String member) {
        return fails(member, AT);
    }

    Optional<Message> fails(String member, BusinessTime at) {
        return house.ask(
                new HouseInput.UnmetCall(new HouseMessage.ReportUnmetCall(account(member + ".house"), member, 1, at)));
    }

    Optional<Message> levy(long episode, int round, String residual) {
        return house.ask(new HouseInput.Levy(new HouseMessage.Levy(
                episode,
                round,
                usd(residual),
                new TreeMap<>(Map.of(account("inventory:" + episode + ":x"), usd(residual))))));
    }

    Optional<Message> deficit(String member, String client, long liquidation, String amount) {
        return house.ask(new HouseInput.Deficit(
                new HouseMessage.ReportDeficit(account(client), member, liquidation, usd(amount), AT)));
    }

    Optional<Message> promise(String member, long obligation) {
        return house.ask(new HouseInput.PayObligation(Optional.of(member), REQUEST, obligation));
    }

    Optional<Message> register(EntityId source) {
        return house.ask(new HouseInput.Register(new SourceMessage.Register(source)));
    }

    /** All that was sent of a kind with the last input. */
    <T extends Message> List<T> sent(Class<T> kind) {
        return house.sent().stream()
                .map(Send::body)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Answers every stop that is being placed with "drained", until none is. */
    void drain() {
        drain(new TreeSet<>());
    }

    /** The same but at these places, which say nothing. */
    void drain(Set<EntityId> silent) {
        house.pass(Duration.ofSeconds(40));
        tick();
        List<Send> placing = placing(silent);
        while (!placing.isEmpty()) {
            for (Send send : placing) {
                StopMessage.PlaceStop place = (StopMessage.PlaceStop) send.body();
                house.ask(new HouseInput.Drained(new StopMessage.Drained(place.id(), send.to(), 3, 0)));
            }
            house.pass(Duration.ofSeconds(40));
            tick();
            placing = placing(silent);
        }
        tick();
    }

    private List<Send> placing(Set<EntityId> silent) {
        return house.sent().stream()
                .filter(send -> send.body() instanceof StopMessage.PlaceStop && !silent.contains(send.to()))
                .toList();
    }

    /** House time passes every deadline, and the catalogue and the bank answer what they are asked. */
    void flush() {
        house.pass(DEADLINE.plusSeconds(2));
        tick();
        for (CatalogueInput.ReadCatalogue asked : sent(CatalogueInput.ReadCatalogue.class)) {
            ServiceTerms terms = new ServiceTerms(USD, new TreeMap<>(), new TreeSet<>(List.of(BANK)));
            Catalogue catalogue =
                    new Catalogue(asked.knownVersion() + 2, new TreeMap<>(), new TreeMap<>(), Optional.of(terms));
            house.ask(new HouseInput.CatalogueRead(new CatalogueReply.Newest(Optional.of(catalogue))));
        }
        for (BankInput.Flush asked : sent(BankInput.Flush.class)) {
            house.ask(new HouseInput.Flushed(new BankReply.Flushed(BANK, asked.account(), asked.call(), 7)));
        }
        tick();
    }

    /** The holds that are asked for now, by account. */
    Map<EntityId, AskHold> asked() {
        Map<EntityId, AskHold> asked = new TreeMap<>();
        house.pass(Duration.ofSeconds(40));
        tick();
        tick();
        house.pass(Duration.ofSeconds(40));
        tick();
        sent(AskHold.class).forEach(ask -> asked.put(ask.account(), ask));
        return asked;
    }

    /** Everything that was persisted of a kind, in order. */
    <E extends HouseEvent> List<E> events(Class<E> kind) {
        List<E> found = new ArrayList<>();
        house.journal().forEach(event -> {
            if (kind.isInstance(event.event())) {
                found.add(kind.cast(event.event()));
            }
        });
        return found;
    }
}
