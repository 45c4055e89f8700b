package io.breakwater.node.serialization;

import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.episode.Loss;
import io.breakwater.waterfall.episode.Portfolio;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseTerms;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Leg.MoneyLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.StopId;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.posting.StopSubject;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.rulebook.Layer;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The events of one default, in an order in which they can follow each other; see {@link JournalSamples}. */
final class EpisodeSamples {

    private static final Currency USD = Currency.of("USD", 2);
    private static final Instrument OIL =
            Instrument.of(InstrumentId.of("CLK0"), USD, "0.01", "1000", PriceBand.ofTicks(500));
    private static final LocalDate DATE = LocalDate.of(2020, 4, 20);
    private static final BusinessTime EVENING = new BusinessTime(DATE, DATE.atTime(18, 0));
    private static final EntityId ELM = EntityId.of(EntityKind.ACCOUNT, "elm.house");
    private static final EntityId KELP = EntityId.of(EntityKind.ACCOUNT, "kelp.house");
    private static final EntityId INVENTORY = HouseAccounts.inventory(2, ELM);
    private static final EntityId TRADES = EntityId.of(EntityKind.TRADES, "nymex:may20");
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00.250Z");
    private static final List<Acknowledgement> ACKNOWLEDGED = List.of(new Acknowledgement(INVENTORY, 7));
    private static final Mark MARK = Mark.of(OIL.price("-14.00"));
    private static final Victim VICTIM = new Victim(
            1, KELP, OIL.id(), Lots.of(-120), usd("4690800"), usd("1090800"), usd("1090800"), usd("1090800"));

    private EpisodeSamples() {}

    /** Adds them under their golden file names. */
    static void put(Map<String, Object> samples) {
        begun(samples);
        sold(samples);
        drawn(samples);
        closed(samples);
        StopMessage.PlaceStop stop = new StopMessage.PlaceStop(
                new StopId(EntityId.of(EntityKind.EPISODE, "1"), 12), new StopSubject.OfInstrument(OIL.id()));
        samples.put("episode.stop-placed", new EpisodeEvent.StopPlaced(stop, ACKNOWLEDGED));
        samples.put(
                "episode.stop-lifted", new EpisodeEvent.StopLifted(new StopMessage.LiftStop(stop.id()), ACKNOWLEDGED));
        samples.put("episode.acknowledgements-noted", new EpisodeEvent.AcknowledgementsNoted(ACKNOWLEDGED));
    }

    private static void begun(Map<String, Object> samples) {
        HouseTerms terms = new HouseTerms(
                USD,
                Rulebook.venue(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(3),
                new TreeMap<>(Map.of(OIL.id(), 300L)),
                new TreeSet<>(List.of(LocalDate.of(2020, 4, 10))));
        samples.put(
                "episode.declared",
                new EpisodeEvent.Declared(new Declaration(
                        2,
                        Optional.of("elm"),
                        new TreeMap<>(Map.of(ELM, AccountKind.HOUSE)),
                        "call 3 of account|elm.house",
                        NOW,
                        EVENING,
                        terms,
                        new TreeMap<>(Map.of("alder", usd("660000"))),
                        Optional.of(usd("485000")))));
        samples.put("episode.subject-frozen", new EpisodeEvent.SubjectFrozen(ACKNOWLEDGED));
        LotsLeg lots = LotsLeg.atCost(OIL.id(), Lots.of(600), usd("-22578000"));
        samples.put(
                "episode.taken-over",
                new EpisodeEvent.TakenOver(
                        ELM,
                        AccountKind.HOUSE,
                        INVENTORY,
                        new TreeMap<>(Map.of(OIL.id(), new Holding(Lots.of(600), usd("-22578000")))),
                        new TreeMap<>(Map.of(AssetId.of("US-BILL"), 2_000_000L)),
                        usd("-29000000"),
                        usd("-33540000"),
                        true,
                        List.of(Entry.of(
                                "takeover-elm.house-0",
                                Purpose.TAKEOVER,
                                Posting.of(ELM, lots.opposite(), new MoneyLeg(usd("33540000"))),
                                Posting.of(INVENTORY, lots, new MoneyLeg(usd("-33540000"))))),
                        ACKNOWLEDGED));
    }

    private static void sold(Map<String, Object> samples) {
        Portfolio portfolio = new Portfolio(
                OIL, new TreeMap<>(Map.of(INVENTORY, Lots.of(600))), MARK, Optional.of(OIL.price("-17.00")), NOW);
        samples.put(
                "episode.offered",
                new EpisodeEvent.Offered(
                        17, new TreeMap<>(Map.of(OIL.id(), portfolio)), true, List.of(), ACKNOWLEDGED));
        EntityId fir = EntityId.of(EntityKind.ACCOUNT, "fir.house");
        samples.put(
                "episode.portfolio-sold",
                new EpisodeEvent.PortfolioSold(
                        OIL.id(),
                        List.of(new Fill(4, fir, "fir", Lots.of(360), OIL.price("-15.20"))),
                        new TreeMap<>(Map.of(INVENTORY, List.of(new Sold(Lots.of(-360), OIL.price("-15.20"))))),
                        1_234_567,
                        ACKNOWLEDGED));
        samples.put("episode.collateral-sold", new EpisodeEvent.CollateralSold(ACKNOWLEDGED));
        PriceSnapshot frozen = new PriceSnapshot(18, EVENING, new TreeMap<>(Map.of(OIL.id(), MARK)), new TreeMap<>());
        samples.put(
                "episode.loss-fixed",
                new EpisodeEvent.LossFixed(
                        new Loss(
                                frozen,
                                new TreeMap<>(Map.of(ELM, usd("19770000"))),
                                new TreeMap<>(),
                                new TreeMap<>(Map.of(ELM, usd("19362000"))),
                                new TreeMap<>(Map.of(OIL.id(), new Loss.Unsold(OIL, 240, 600, usd("4500000"))))),
                        ACKNOWLEDGED));
        samples.put(
                "episode.turn-taken",
                new EpisodeEvent.TurnTaken(
                        new TreeSet<>(List.of(TRADES)), new TreeMap<>(Map.of(OIL.id(), 42L)), ACKNOWLEDGED));
    }

    private static void drawn(Map<String, Object> samples) {
        samples.put(
                "episode.layer-asked",
                new EpisodeEvent.LayerAsked(
                        Layer.INSURANCE_FUND,
                        usd("12246000"),
                        new TreeMap<>(Map.of(HouseAccounts.INSURANCE_FUND, usd("92233720368547.75"))),
                        ACKNOWLEDGED));
        samples.put(
                "episode.layer-drawn",
                new EpisodeEvent.LayerDrawn(
                        new LayerRecord(
                                Layer.INSURANCE_FUND,
                                usd("4502300"),
                                usd("4502300"),
                                new TreeMap<>(Map.of("insurance-fund", usd("4502300"))),
                                List.of()),
                        new TreeMap<>(),
                        lacks("7743700"),
                        List.of(Entry.of(
                                "insurance-fund-0",
                                Purpose.LAYER_DRAW,
                                Posting.of(HouseAccounts.INSURANCE_FUND, new MoneyLeg(usd("-4502300")))
                                        .consuming(9),
                                Posting.of(INVENTORY, new MoneyLeg(usd("4502300"))))),
                        ACKNOWLEDGED));
        samples.put(
                "episode.instrument-stopped", new EpisodeEvent.InstrumentStopped(Layer.ADL, OIL.id(), ACKNOWLEDGED));
        samples.put("episode.instrument-frozen", new EpisodeEvent.InstrumentFrozen(OIL.id(), 7_654_321, ACKNOWLEDGED));
        samples.put(
                "episode.victims-chosen",
                new EpisodeEvent.VictimsChosen(OIL.id(), 1, List.of(VICTIM), usd("1090800"), ACKNOWLEDGED));
        LotsLeg bought = LotsLeg.trade(OIL, Lots.of(120), MARK);
        samples.put(
                "episode.lots-closed",
                new EpisodeEvent.LotsClosed(
                        OIL.id(),
                        1,
                        List.of(VICTIM),
                        usd("1090800"),
                        lacks("6652900"),
                        List.of(Entry.of(
                                "adl-0",
                                Purpose.DELEVERAGING,
                                Posting.of(KELP, bought, new MoneyLeg(usd("-1090800")))
                                        .consuming(13),
                                Posting.of(INVENTORY, bought.opposite(), new MoneyLeg(usd("1090800"))))),
                        ACKNOWLEDGED));
        EntityId house = HouseAccounts.uncovered(2);
        samples.put(
                "episode.lots-absorbed",
                new EpisodeEvent.LotsAbsorbed(
                        OIL.id(),
                        2,
                        new TreeMap<>(Map.of(house, Lots.of(120))),
                        List.of(Entry.of(
                                "absorbed-CLK0-2-0",
                                Purpose.UNCOVERED,
                                Posting.of(house, bought),
                                Posting.of(INVENTORY, bought.opposite()))),
                        ACKNOWLEDGED));
    }

    private static void closed(Map<String, Object> samples) {
        samples.put(
                "episode.assessments-levied",
                new EpisodeEvent.AssessmentsLevied(
                        1, usd("6652900"), members("660000"), members("660000"), ACKNOWLEDGED));
        samples.put(
                "episode.assessments-settled",
                new EpisodeEvent.AssessmentsSettled(
                        1, members("660000"), new TreeMap<>(), lacks("5992900"), ACKNOWLEDGED));
        samples.put("episode.turn-released", new EpisodeEvent.TurnReleased(ACKNOWLEDGED));
        EntityId uncovered = HouseAccounts.uncovered(2);
        samples.put(
                "episode.concluded",
                new EpisodeEvent.Concluded(
                        usd("5992900"),
                        new TreeMap<>(),
                        Optional.of(ELM),
                        List.of(Entry.of(
                                "uncovered-0",
                                Purpose.UNCOVERED,
                                Posting.of(uncovered, new MoneyLeg(usd("-5992900"))),
                                Posting.of(INVENTORY, new MoneyLeg(usd("5992900"))))),
                        ACKNOWLEDGED));
        samples.put("episode.estate-settled", new EpisodeEvent.EstateSettled(usd("0"), List.of(), ACKNOWLEDGED));
        samples.put("episode.closed", new EpisodeEvent.Closed(ACKNOWLEDGED));
    }

    private static SortedMap<EntityId, Money> lacks(String amount) {
        return new TreeMap<>(Map.of(ELM, usd(amount)));
    }

    private static SortedMap<String, Money> members(String amount) {
        return new TreeMap<>(Map.of("alder", usd(amount)));
    }

    private static Money usd(String amount) {
        return USD.amount(amount);
    }
}
