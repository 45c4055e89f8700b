package io.breakwater.waterfall.episode;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;

import io.breakwater.waterfall.account.AccountReply.Surrendered;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.auction.AuctionMessage.AuctionSettled;
import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.deleveraging.Candidate;
import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseTerms;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.rulebook.Layer;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** elm, 600 lots long from the 20th of April 2020 at -37.63, default at the next session's first price, -14.00. */
final class ElmDefault {

    private static final LocalDate DATE = LocalDate.of(2020, 4, 20);
    static final BusinessTime EVENING = new BusinessTime(DATE, DATE.atTime(18, 0));
    static final EntityId ELM = account("elm.house");

    /** Contributions of the ten that survive, and how far they can still be assessed. */
    private static final Map<String, String[]> SURVIVORS = Map.of(
            "alder", new String[] {"660000", "660000"},
            "birch", new String[] {"480000", "480000"},
            "cedar", new String[] {"220000", "220000"},
            "dogwood", new String[] {"850000", "850000"},
            "fir", new String[] {"960000", "960000"},
            "hazel", new String[] {"250000", "100000"},
            "iris", new String[] {"960000", "960000"},
            "juniper", new String[] {"370000", "370000"},
            "kelp", new String[] {"100000", "100000"},
            "larch", new String[] {"520000", "520000"});

    private ElmDefault() {}

    static DefaultWorld elm(Rulebook rulebook) {
        return elm(
                rulebook,
                List.of(
                        candidate("juniper.house", -500, "23345000"),
                        candidate("kelp.house", -120, "1090800"),
                        candidate("fir.c1", -80, "3419200")));
    }

    static DefaultWorld elm(Rulebook rulebook, List<Candidate> otherSide) {
        DefaultWorld world = world(rulebook, "elm", ELM, "485000", "-14.00");
        world.cash.put(ELM, usd("-27001000"));
        surrender(world, ELM, 600, "-37.63", "-29000000", "-33540000", 2_000_000);
        award(world, ELM, new String[][] {
            {"dogwood.house", "160", "-14.60"}, {"fir.house", "140", "-15.20"}, {"hazel.house", "60", "-16.40"}
        });
        otherSide.forEach(each -> world.candidate(CLK0, each));
        return world;
    }

    static DefaultWorld world(Rulebook rulebook, String member, EntityId account, String contribution, String mark) {
        SortedMap<LocalDate, MarginLevels> rates = new TreeMap<>();
        rates.put(DATE, new MarginLevels(usd("7500"), usd("8250")));
        Catalogue catalogue = new Catalogue(
                1,
                new TreeMap<>(Map.of(CLK0.id(), new Listing(CLK0, new FixedMargin(rates)))),
                new TreeMap<>(),
                Optional.empty());
        PriceSnapshot snapshot = new PriceSnapshot(
                17, EVENING, new TreeMap<>(Map.of(CLK0.id(), Mark.of(CLK0.price(mark)))), new TreeMap<>());
        HouseTerms terms = new HouseTerms(
                USD,
                rulebook,
                Duration.ofSeconds(20),
                Duration.ofSeconds(3),
                new TreeMap<>(Map.of(CLK0.id(), 300L)),
                new TreeSet<>());
        SortedMap<String, Money> weights = new TreeMap<>();
        SURVIVORS.forEach((name, row) -> weights.put(name, usd(row[0])));
        DefaultWorld world = new DefaultWorld(
                new Declaration(
                        2,
                        Optional.of(member),
                        new TreeMap<>(Map.of(account, AccountKind.HOUSE)),
                        "call 3 of " + account,
                        Instant.parse("2020-04-21T00:00:00Z"),
                        EVENING,
                        terms,
                        weights,
                        Optional.of(usd(contribution))),
                catalogue,
                snapshot);
        world.cash.put(HouseAccounts.contribution(member), usd(contribution));
        world.cash.put(HouseAccounts.OWN_CAPITAL, usd("500000"));
        world.cash.put(HouseAccounts.INSURANCE_FUND, usd("4502300"));
        SURVIVORS.forEach((name, row) -> {
            world.cash.put(HouseAccounts.contribution(name), usd(row[0]));
            world.limits.put(name, usd(row[1]));
        });
        return world;
    }

    static void surrender(
            DefaultWorld world,
            EntityId account,
            long lots,
            String settled,
            String cash,
            String uncollected,
            long bills) {
        SortedMap<AssetId, Long> collateral = new TreeMap<>();
        if (bills > 0) {
            collateral.put(AssetId.of("US-BILL"), bills);
        }
        Surrendered.Holding holding =
                new Surrendered.Holding(Lots.of(lots), CLK0.value(Lots.of(lots), CLK0.price(settled)));
        world.defaulters.put(
                account,
                new Surrendered(
                        account,
                        EntityId.of(EntityKind.EPISODE, "2"),
                        new TreeMap<>(Map.of(CLK0.id(), holding)),
                        collateral,
                        usd(cash),
                        usd(uncollected)));
    }

    static void award(DefaultWorld world, EntityId account, String[][] fills) {
        List<Sold> sold = new ArrayList<>();
        for (String[] fill : fills) {
            sold.add(new Sold(Lots.of(-Long.parseLong(fill[1])), CLK0.price(fill[2])));
        }
        world.market = open -> new AuctionSettled(
                open.auction(), List.of(), new TreeMap<>(Map.of(HouseAccounts.inventory(2, account), sold)), 0);
    }

    static Candidate candidate(String account, long lots, String equity) {
        Money open = CLK0.value(Lots.of(lots), CLK0.price("25.09"));
        return new Candidate(
                account(account),
                "m",
                AccountKind.HOUSE,
                new Position(Lots.of(lots), open, open, 0, false, Optional.empty()),
                usd(equity));
    }

    static LayerRecord record(Episode end, Layer layer) {
        return end.draws().orElseThrow().ladder().stream()
                .filter(record -> record.layer() == layer)
                .findFirst()
                .orElseThrow();
    }

    static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }

    static Money usd(String amount) {
        return USD.amount(amount);
    }
}
