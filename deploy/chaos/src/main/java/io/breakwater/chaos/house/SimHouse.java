package io.breakwater.chaos.house;

import io.breakwater.chaos.cluster.Chance;
import io.breakwater.chaos.cluster.World;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.Buckets;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.house.HouseTerms;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.rulebook.AssessmentTerms;
import io.breakwater.waterfall.rulebook.Layer;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A house small enough to simulate by the thousand: three to five members with a house account each, some clients, one
 * or two instruments. One member is long and badly funded, the others are short; how far the price falls decides how deep
 * the waterfall must go, and that is drawn evenly over the layers.
 *
 * @param cash by account, what it is funded with
 * @param poor members that cannot pay an assessment
 * @param victim the member that is to default
 * @param lots its long position
 * @param crashTicks how far the price falls
 */
public record SimHouse(
        Rulebook rulebook,
        List<String> members,
        SortedMap<EntityId, Owner> accounts,
        SortedMap<EntityId, Money> cash,
        TreeSet<String> poor,
        Money contribution,
        Money ownCapital,
        Money insuranceFund,
        List<Listing> listings,
        String victim,
        long lots,
        long crashTicks,
        Layer target,
        Duration callDeadline,
        Duration payableDeadline,
        Duration auctionWindow) {

    public static final Currency USD = Currency.of("USD", 2);
    public static final EntityId BANK = EntityId.of(EntityKind.BANK, "main");
    public static final EntityId STREAM = EntityId.of(EntityKind.TRADES, "venue:main");
    public static final LocalDate FIRST_DAY = LocalDate.of(2020, 4, 20);
    /** The price at which everything begins, in ticks. */
    public static final long PAR = 5_000;

    private static final List<String> NAMES = List.of("alder", "birch", "cedar", "elm", "fir");
    private static final long MARGIN = 100_000;
    private static final long TICK_VALUE = 1_000;
    private static final SortedMap<String, EntityId> IDS = Collections.synchronizedSortedMap(new TreeMap<>());

    /** Whose an account is. */
    public record Owner(String member, AccountKind kind) {}

    /** Whose this account of the house is. */
    public Owner owner(EntityId account) {
        return Objects.requireNonNull(accounts.get(account), "an account of this house");
    }

    /** A house of its own for every seed. */
    public static SimHouse random(Chance chance) {
        Rulebook rulebook = chance.oneIn(2) ? Rulebook.venue() : Rulebook.classic();
        List<String> members = NAMES.subList(0, (int) chance.between(3, NAMES.size()));
        Money contribution = USD.minor(100 * chance.between(10_000, 30_000));
        Money ownCapital = USD.minor(100 * chance.between(5_000, 20_000));
        Money insuranceFund = USD.minor(100 * chance.between(5_000, 20_000));
        String victim = chance.oneOf(members);
        long lots = chance.between(20, 60);
        SortedMap<EntityId, Owner> accounts = new TreeMap<>();
        SortedMap<EntityId, Money> cash = new TreeMap<>();
        TreeSet<String> poor = new TreeSet<>();
        long funded = lots * MARGIN * chance.between(115, 140) / 100;
        for (String member : members) {
            EntityId account = house(member);
            accounts.put(account, new Owner(member, AccountKind.HOUSE));
            boolean isVictim = member.equals(victim);
            boolean isPoor = !isVictim && chance.oneIn(6);
            if (isPoor) {
                poor.add(member);
            }
            cash.put(account, USD.minor(isVictim ? funded : isPoor ? 9 * funded / 8 : 5 * funded));
            if (chance.oneIn(3)) {
                EntityId client = id(member + ".c1");
                accounts.put(client, new Owner(member, AccountKind.CLIENT));
                cash.put(client, USD.minor(funded));
            }
        }
        Layer target = chance.oneOf(rulebook.layers().stream()
                .filter(layer -> layer != Layer.DEFAULTER_COLLATERAL)
                .toList());
        long loss =
                lossFor(target, rulebook, contribution.minorUnits(), ownCapital, insuranceFund, members.size(), chance);
        long crash = (funded + loss) / (lots * TICK_VALUE) + 1;
        return new SimHouse(
                rulebook,
                members,
                accounts,
                cash,
                poor,
                contribution,
                ownCapital,
                insuranceFund,
                listings(chance.oneIn(3) ? 2 : 1),
                victim,
                lots,
                crash,
                target,
                Duration.ofSeconds(chance.between(6, 20)),
                Duration.ofSeconds(chance.between(6, 20)),
                Duration.ofSeconds(chance.between(3, 6)));
    }

    /** A loss that the layers before the target do not bear, and that the target can bear in part. */
    private static long lossFor(
            Layer target,
            Rulebook rulebook,
            long contribution,
            Money ownCapital,
            Money insuranceFund,
            int members,
            Chance chance) {
        long survivors = contribution * (members - 1);
        long sum = 0;
        for (Layer layer : rulebook.layers()) {
            long size =
                    switch (layer) {
                        case DEFAULTER_CONTRIBUTION -> contribution;
                        case OWN_CAPITAL -> ownCapital.minorUnits();
                        case INSURANCE_FUND -> insuranceFund.minorUnits();
                        case MUTUAL_FUND, ASSESSMENT -> survivors;
                        case DEFAULTER_COLLATERAL, ADL, TEAR_UP -> 0;
                    };
            if (layer == target) {
                return sum + Math.max(size, contribution) * chance.between(10, 80) / 100;
            }
            sum += size;
        }
        throw new IllegalArgumentException(target + " is not in " + rulebook.name());
    }

    private static List<Listing> listings(int count) {
        List<Listing> listings = new ArrayList<>();
        for (String name : List.of("CLK0", "CLM0").subList(0, count)) {
            Instrument instrument = Instrument.of(
                            InstrumentId.of(name), USD, "0.01", "1000", PriceBand.ofTicks(2 * PAR))
                    .startingFrom(Price.ofTicks(PAR));
            FixedMargin margin = new FixedMargin(
                    new TreeMap<>(Map.of(FIRST_DAY, FixedMargin.perLot(USD.minor(MARGIN), Ratio.percent(110)))));
            listings.add(new Listing(instrument, margin));
        }
        return listings;
    }

    /** The same house where all defaults of a period may cost a member hardly more than one: so a second one meets the cap. */
    public SimHouse cappedPerPeriod() {
        AssessmentTerms terms = rulebook.assessment();
        Rulebook capped = new Rulebook(
                rulebook.name(),
                rulebook.version(),
                rulebook.layers(),
                new AssessmentTerms(terms.capPerDefault(), Ratio.percent(120), terms.periodBusinessDays()));
        return new SimHouse(
                capped,
                members,
                accounts,
                cash,
                poor,
                contribution,
                ownCapital,
                insuranceFund,
                listings,
                victim,
                lots,
                crashTicks,
                target,
                callDeadline,
                payableDeadline,
                auctionWindow);
    }

    /** An account whose bucket may pay out. */
    public static EntityId id(String name) {
        return IDS.computeIfAbsent(name, SimHouse::find);
    }

    private static EntityId find(String name) {
        for (int suffix = 0; ; suffix++) {
            EntityId id = EntityId.of(EntityKind.ACCOUNT, name + "-" + suffix);
            if (Buckets.numberOf(id) < World.BUCKETS) {
                return id;
            }
        }
    }

    /** A member's own account. */
    public static EntityId house(String member) {
        return id(member + ".house");
    }

    public Instrument main() {
        return listings.get(0).instrument();
    }

    /** How accounts are called. */
    public SortedMap<AccountKind, CallPolicy> policies() {
        return new TreeMap<>(Map.of(
                AccountKind.HOUSE, CallPolicy.clearingHouse(callDeadline),
                AccountKind.CLIENT, CallPolicy.clearingClient(callDeadline),
                AccountKind.DIRECT, CallPolicy.venueDirect(callDeadline)));
    }

    public HouseTerms terms() {
        return new HouseTerms(USD, rulebook, payableDeadline, auctionWindow, new TreeMap<>(), new TreeSet<>());
    }
}
