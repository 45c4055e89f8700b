package io.breakwater.node.audit;

import static io.breakwater.node.audit.MadeHouse.CLK0;
import static io.breakwater.node.audit.MadeHouse.NOW;
import static io.breakwater.node.audit.MadeHouse.OIL;
import static io.breakwater.node.audit.MadeHouse.USD;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.episode.Loss;
import io.breakwater.waterfall.episode.Portfolio;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.Declared;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseEvent;
import io.breakwater.waterfall.house.HouseTerms;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.rulebook.Layer;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The default of a member through every layer of the venue's rulebook: ten lots taken over at 20.00, six sold at 18.50, four
 * closed against two victims at 18.00, the rest of the loss drawn, assessed and uncovered.
 */
final class MadeDefault {

    static final EntityId EPISODE = EntityId.of(EntityKind.EPISODE, "1");
    static final EntityId HOUSE = EntityId.of(EntityKind.HOUSE, "main");
    static final EntityId ELM = account("elm.house");
    static final EntityId BIRCH = account("birch.house");
    static final EntityId CEDAR = account("cedar.c1");
    static final EntityId INVENTORY = HouseAccounts.inventory(1, ELM);

    static final int CONTRIBUTION_DRAWN = 10;
    static final int VICTIMS_CHOSEN = 15;
    static final int LOTS_CLOSED = 16;
    static final int LEVIED = 18;
    static final int CONCLUDED = 22;

    private static final LocalDate DAY = LocalDate.parse("2020-04-20");
    private static final BusinessTime AT = new BusinessTime(DAY, LocalDateTime.parse("2020-04-20T14:30"));
    private static final Money NOTHING = USD.zero();

    private final List<Object> events = new ArrayList<>();

    /** An event of the house that books entries, whatever it is called. */
    record Booked(List<Entry> entries) implements SourceEvent {}

    MadeDefault() {
        begun();
        drawn();
        ended();
    }

    /** Puts another event in the place of one. */
    <E> MadeDefault with(int number, Class<E> type, UnaryOperator<E> change) {
        events.set(number - 1, change.apply(type.cast(events.get(number - 1))));
        return this;
    }

    /** Puts one more event behind another. */
    MadeDefault after(int number, EpisodeEvent event) {
        events.add(number, event);
        return this;
    }

    MadeDefault without(int number) {
        events.remove(number - 1);
        return this;
    }

    void writeTo(MadeJournal journal) {
        journal.append(ELM, new AccountEvent.Opened(new AccountTerms("elm", AccountKind.HOUSE, USD)));
        journal.append(BIRCH, new AccountEvent.Opened(new AccountTerms("birch", AccountKind.HOUSE, USD)));
        journal.append(CEDAR, new AccountEvent.Opened(new AccountTerms("cedar", AccountKind.CLIENT, USD)));
        journal.append(
                ELM,
                new AccountEvent.Surrendered(
                        EPISODE, lots(), new TreeMap<>(), money("1500.00"), money("-500.00"), Optional.empty()));
        events.forEach(event -> journal.append(EPISODE, event));
        journal.append(
                HOUSE,
                new HouseEvent.DefaultDeclared(
                        new Declared(declaration("elm"), List.of(), Optional.empty()), List.of()));
        journal.append(HOUSE, new Booked(List.of(pays(BIRCH, Purpose.ASSESSMENT, "levy-1", "400.00"))));
    }

    private void begun() {
        events.add(new EpisodeEvent.Declared(declaration("elm")));
        events.add(new EpisodeEvent.SubjectFrozen(List.of()));
        Leg.LotsLeg taken = Leg.LotsLeg.atCost(CLK0, Lots.of(10), money("200000.00"));
        Entry takeover = Entry.of(
                "takeover",
                Purpose.TAKEOVER,
                Posting.of(ELM, taken.opposite(), new Leg.MoneyLeg(money("500.00"))),
                Posting.of(INVENTORY, taken, new Leg.MoneyLeg(money("-500.00"))));
        events.add(new EpisodeEvent.TakenOver(
                ELM,
                AccountKind.HOUSE,
                INVENTORY,
                lots(),
                new TreeMap<>(),
                money("1500.00"),
                money("-500.00"),
                true,
                List.of(takeover),
                List.of()));
        Portfolio portfolio = new Portfolio(
                OIL, new TreeMap<>(Map.of(INVENTORY, Lots.of(10))), Mark.of(OIL.price("19.00")), Optional.empty(), NOW);
        events.add(new EpisodeEvent.Offered(1, new TreeMap<>(Map.of(CLK0, portfolio)), false, List.of(), List.of()));
        events.add(new EpisodeEvent.PortfolioSold(
                CLK0,
                List.of(),
                new TreeMap<>(Map.of(INVENTORY, List.of(new Sold(Lots.of(-6), OIL.price("18.50"))))),
                0,
                List.of()));
        events.add(new EpisodeEvent.LossFixed(loss("17500.00"), List.of()));
        events.add(new EpisodeEvent.TurnTaken(new TreeSet<>(), new TreeMap<>(), List.of()));
    }

    private void drawn() {
        events.add(new EpisodeEvent.LayerAsked(
                Layer.DEFAULTER_COLLATERAL, money("17500.00"), of(ELM, "17500.00"), List.of()));
        events.add(layer(Layer.DEFAULTER_COLLATERAL, "1500.00", "16000.00", ELM));
        events.add(layer(Layer.DEFAULTER_CONTRIBUTION, "1000.00", "15000.00", HouseAccounts.contribution("elm")));
        events.add(layer(Layer.OWN_CAPITAL, "2000.00", "13000.00", HouseAccounts.OWN_CAPITAL));
        events.add(layer(Layer.INSURANCE_FUND, "0.00", "13000.00", HouseAccounts.INSURANCE_FUND));
        events.add(new EpisodeEvent.InstrumentStopped(Layer.ADL, CLK0, List.of()));
        events.add(new EpisodeEvent.InstrumentFrozen(CLK0, 7, List.of()));
        events.add(new EpisodeEvent.VictimsChosen(CLK0, 1, victims(), money("4100.00"), List.of()));
        events.add(new EpisodeEvent.LotsClosed(
                CLK0,
                1,
                victims(),
                money("4100.00"),
                of(ELM, "8900.00"),
                List.of(closes(victims().get(0), "adl-15-0"), closes(victims().get(1), "adl-15-1")),
                List.of()));
        events.add(new EpisodeEvent.LayerDrawn(
                new LayerRecord(
                        Layer.ADL,
                        money("4100.00"),
                        money("4100.00"),
                        new TreeMap<>(Map.of("birch.house", money("4000.00"), "cedar.c1", money("100.00"))),
                        victims()),
                new TreeMap<>(),
                of(ELM, "8900.00"),
                List.of(),
                List.of()));
    }

    private void ended() {
        SortedMap<String, Money> shares = new TreeMap<>(Map.of("birch", money("400.00")));
        events.add(new EpisodeEvent.AssessmentsLevied(1, money("8900.00"), shares, shares, List.of()));
        events.add(new EpisodeEvent.AssessmentsSettled(1, shares, new TreeMap<>(), of(ELM, "8500.00"), List.of()));
        events.add(new EpisodeEvent.LayerDrawn(
                new LayerRecord(Layer.ASSESSMENT, money("400.00"), money("400.00"), shares, List.of()),
                new TreeMap<>(),
                of(ELM, "8500.00"),
                List.of(),
                List.of()));
        events.add(new EpisodeEvent.TurnReleased(List.of()));
        Entry uncovered = pays(HouseAccounts.uncovered(1), Purpose.UNCOVERED, "uncovered-0", "8500.00");
        events.add(new EpisodeEvent.Concluded(
                money("8500.00"), new TreeMap<>(), Optional.of(ELM), List.of(uncovered), List.of()));
        events.add(new EpisodeEvent.EstateSettled(NOTHING, List.of(), List.of()));
        events.add(new EpisodeEvent.Closed(List.of()));
    }

    static Declaration declaration(String member) {
        return new Declaration(
                1,
                Optional.of(member),
                new TreeMap<>(Map.of(ELM, AccountKind.HOUSE)),
                "call 1 of " + ELM,
                NOW,
                AT,
                new HouseTerms(
                        USD,
                        Rulebook.venue(),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(4),
                        new TreeMap<>(),
                        new TreeSet<>()),
                new TreeMap<>(Map.of("birch", money("400.00"))),
                Optional.of(money("1000.00")));
    }

    static Loss loss(String amount) {
        PriceSnapshot frozen =
                new PriceSnapshot(2, AT, new TreeMap<>(Map.of(CLK0, Mark.of(OIL.price("18.00")))), new TreeMap<>());
        return new Loss(
                frozen,
                of(ELM, amount),
                new TreeMap<>(),
                of(ELM, "20500.00"),
                new TreeMap<>(Map.of(CLK0, new Loss.Unsold(OIL, 4, 10, money("75000.00")))));
    }

    static List<Victim> victims() {
        return List.of(
                victim(1, BIRCH, -3, "5000.00", "9000.00", "5000.00", "4000.00"),
                victim(2, CEDAR, -1, "100.00", "9000.00", "100.00", "100.00"));
    }

    static Victim victim(
            int rank, EntityId account, long lots, String gain, String equity, String limit, String given) {
        return new Victim(rank, account, CLK0, Lots.of(lots), money(gain), money(equity), money(limit), money(given));
    }

    static EpisodeEvent.LayerDrawn layer(Layer layer, String amount, String lacks, EntityId payer) {
        Money drawn = money(amount);
        SortedMap<String, Money> payers = new TreeMap<>();
        List<Entry> entries = new ArrayList<>();
        if (!drawn.isZero()) {
            payers.put("elm", drawn);
            entries.add(pays(payer, Purpose.LAYER_DRAW, layer.name() + "-0", amount));
        }
        return new EpisodeEvent.LayerDrawn(
                new LayerRecord(layer, drawn, drawn, payers, List.of()),
                new TreeMap<>(),
                of(ELM, lacks),
                entries,
                List.of());
    }

    /** The house takes so many of the inventory's lots at the frozen mark. */
    static EpisodeEvent.LotsAbsorbed absorbed(long lots) {
        EntityId house = HouseAccounts.uncovered(1);
        Leg.LotsLeg gets = Leg.LotsLeg.trade(OIL, Lots.of(lots), Mark.of(OIL.price("18.00")));
        Entry entry = Entry.of(
                "absorbed-CLK0-2-0",
                Purpose.UNCOVERED,
                Posting.of(house, gets),
                Posting.of(INVENTORY, gets.opposite()));
        return new EpisodeEvent.LotsAbsorbed(
                CLK0, 2, new TreeMap<>(Map.of(house, Lots.of(lots))), List.of(entry), List.of());
    }

    private static Entry closes(Victim victim, String id) {
        Leg.LotsLeg gets = Leg.LotsLeg.trade(OIL, victim.lots().negated(), Mark.of(OIL.price("18.00")));
        return Entry.of(
                id,
                Purpose.DELEVERAGING,
                Posting.of(
                                victim.account(),
                                gets,
                                new Leg.MoneyLeg(victim.given().negated()))
                        .consuming(VICTIMS_CHOSEN),
                Posting.of(INVENTORY, gets.opposite(), new Leg.MoneyLeg(victim.given())));
    }

    static Entry pays(EntityId payer, Purpose purpose, String id, String amount) {
        return Entry.of(
                id,
                purpose,
                Posting.of(payer, new Leg.MoneyLeg(money(amount).negated())),
                Posting.of(INVENTORY, new Leg.MoneyLeg(money(amount))));
    }

    static Money money(String amount) {
        return USD.amount(amount);
    }

    private static SortedMap<InstrumentId, Holding> lots() {
        return new TreeMap<>(Map.of(CLK0, new Holding(Lots.of(10), money("200000.00"))));
    }

    private static SortedMap<EntityId, Money> of(EntityId account, String amount) {
        return new TreeMap<>(Map.of(account, money(amount)));
    }

    private static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }
}
