package io.breakwater.node.serialization;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.Declared;
import io.breakwater.waterfall.house.HouseEvent;
import io.breakwater.waterfall.house.HouseTerms;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Acknowledgement;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One event of the house of every type. */
final class HouseSamples {

    private static final Currency USD = Currency.of("USD", 2);
    private static final InstrumentId CLK0 = InstrumentId.of("CLK0");
    private static final LocalDate DAY = LocalDate.parse("2020-04-20");
    private static final BusinessTime AT = new BusinessTime(DAY, LocalDateTime.parse("2020-04-20T14:30"));
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00.250Z");
    private static final EntityId ALDER = account("alder.house");
    private static final EntityId ELM = account("elm.house");
    private static final EntityId STREAM = EntityId.of(EntityKind.TRADES, "nymex:may20");
    private static final EntityId BANK = EntityId.of(EntityKind.BANK, "main");
    private static final EntityId INVENTORY = account("inventory:2:elm.house");
    private static final RequestId REQUEST = new RequestId("019377a5-0000-7000-8000-000000000001");
    private static final List<Acknowledgement> ACKNOWLEDGED = List.of(new Acknowledgement(ALDER, 7));
    private static final HouseTerms TERMS = new HouseTerms(
            USD,
            Rulebook.venue(),
            Duration.ofSeconds(20),
            Duration.ofSeconds(3),
            new TreeMap<>(Map.of(CLK0, 300L)),
            new TreeSet<>(List.of(LocalDate.parse("2020-04-10"))));
    private static final Declared DECLARED = new Declared(
            new Declaration(
                    2,
                    Optional.of("elm"),
                    new TreeMap<>(Map.of(ELM, AccountKind.HOUSE, account("elm.c1"), AccountKind.CLIENT)),
                    "call 3 of account|elm.house",
                    NOW,
                    AT,
                    TERMS,
                    new TreeMap<>(Map.of("alder", USD.amount("660000.00"))),
                    Optional.of(USD.amount("485000.00"))),
            List.of(4L),
            Optional.of(new Declared.Opened(DAY, LocalDate.parse("2020-05-18"))));
    private static final Declared POOL = new Declared(
            new Declaration(
                    3,
                    Optional.empty(),
                    new TreeMap<>(Map.of(account("D-1"), AccountKind.DIRECT)),
                    "lots without a bid of 1 accounts",
                    NOW,
                    AT,
                    TERMS,
                    new TreeMap<>(Map.of("alder", USD.amount("660000.00"))),
                    Optional.empty()),
            List.of(),
            Optional.empty());
    private static final Entry PAID = Entry.of(
            "obligation-1-12-1",
            Purpose.ASSESSMENT,
            Posting.of(ALDER, new Leg.MoneyLeg(USD.amount("-100.00"))).consuming(12),
            Posting.of(INVENTORY, new Leg.MoneyLeg(USD.amount("100.00"))));

    private HouseSamples() {}

    static void addTo(Map<String, Object> samples) {
        members(samples);
        defaults(samples);
        draws(samples);
        payables(samples);
    }

    private static void members(Map<String, Object> samples) {
        samples.put("house.terms-set", new HouseEvent.TermsSet(TERMS, ACKNOWLEDGED));
        samples.put(
                "house.member-registered",
                new HouseEvent.MemberRegistered("alder", ALDER, USD.amount("660000.00"), ACKNOWLEDGED));
        samples.put(
                "house.period-set",
                new HouseEvent.PeriodSet(
                        LocalDate.parse("2020-03-25"),
                        LocalDate.parse("2020-04-23"),
                        new TreeMap<>(Map.of("alder", USD.amount("264000.00"))),
                        ACKNOWLEDGED));
        samples.put("house.source-listed", new HouseEvent.SourceListed(STREAM, ACKNOWLEDGED));
        samples.put("house.source-registered", new HouseEvent.SourceRegistered(STREAM, ACKNOWLEDGED));
        samples.put("house.acknowledgements-noted", new HouseEvent.AcknowledgementsNoted(ACKNOWLEDGED));
    }

    private static void defaults(Map<String, Object> samples) {
        samples.put("house.default-declared", new HouseEvent.DefaultDeclared(DECLARED, ACKNOWLEDGED));
        samples.put("house.default-declared.pool", new HouseEvent.DefaultDeclared(POOL, ACKNOWLEDGED));
        samples.put("house.episode-begun", new HouseEvent.EpisodeBegun(2, ACKNOWLEDGED));
        samples.put("house.subject-frozen", new HouseEvent.SubjectFrozen(2, ACKNOWLEDGED));
        samples.put(
                "house.episode-closed",
                new HouseEvent.EpisodeClosed(2, new TreeMap<>(Map.of(CLK0, 123_456_789L)), ACKNOWLEDGED));
    }

    private static void draws(Map<String, Object> samples) {
        Money loss = USD.amount("2340000.00");
        samples.put("house.turn-asked", new HouseEvent.TurnAsked(2, loss, ACKNOWLEDGED));
        samples.put(
                "house.turn-given",
                new HouseEvent.TurnGiven(
                        2,
                        new TreeSet<>(List.of(STREAM, EntityId.of(EntityKind.EPISODE, "1"))),
                        new TreeMap<>(Map.of(CLK0, 123_456_789L)),
                        ACKNOWLEDGED));
        samples.put("house.turn-released", new HouseEvent.TurnReleased(2, ACKNOWLEDGED));
        samples.put(
                "house.assessments-levied",
                new HouseEvent.AssessmentsLevied(
                        2,
                        1,
                        loss,
                        new TreeMap<>(Map.of(INVENTORY, loss)),
                        List.of(
                                new HouseEvent.Assessed("alder", 1, USD.amount("660000.00"), USD.amount("660000.00")),
                                new HouseEvent.Assessed("birch", 0, USD.zero(), USD.zero())),
                        NOW,
                        ACKNOWLEDGED));
    }

    private static void payables(Map<String, Object> samples) {
        samples.put(
                "house.deficit-taken",
                new HouseEvent.DeficitTaken(
                        account("alder.c1"),
                        "alder",
                        4,
                        USD.amount("7.00"),
                        AT,
                        Optional.of(new HouseEvent.Owed(3, NOW)),
                        ACKNOWLEDGED));
        samples.put("house.payment-promised", new HouseEvent.PaymentPromised(1, REQUEST, ACKNOWLEDGED));
        samples.put(
                "house.payment-asked",
                new HouseEvent.PaymentAsked(
                        1, USD.amount("660000.00"), true, new TreeMap<>(Map.of(BANK, 8L)), ACKNOWLEDGED));
        samples.put(
                "house.payment-collected",
                new HouseEvent.PaymentCollected(1, USD.amount("100.00"), List.of(PAID), ACKNOWLEDGED));
        samples.put("house.payment-refused", new HouseEvent.PaymentRefused(1, 12, "NOTHING_FREE", ACKNOWLEDGED));
        samples.put(
                "house.obligations-unpaid",
                new HouseEvent.ObligationsUnpaid(1, 12, USD.amount("100.00"), List.of(PAID), DECLARED, ACKNOWLEDGED));
        samples.put("house.hold-returned", new HouseEvent.HoldReturned(ALDER, 12, ACKNOWLEDGED));
    }

    private static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }
}
