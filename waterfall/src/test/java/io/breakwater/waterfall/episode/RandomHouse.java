package io.breakwater.waterfall.episode;

import static io.breakwater.waterfall.market.Instruments.CLK0;
import static io.breakwater.waterfall.market.Instruments.USD;

import io.breakwater.waterfall.account.AccountReply.Surrendered;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.auction.AuctionMessage.AuctionSettled;
import io.breakwater.waterfall.auction.AuctionMessage.OpenAuction;
import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.deleveraging.Candidate;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseTerms;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.rulebook.Rulebook;
import io.breakwater.waterfall.seeded.Generator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A house with one default, all of it random: who fails with what, what the market buys of it, what every layer has, who
 * stands on the other side. The same house can be played again and again.
 */
final class RandomHouse {

    static final long EPISODE = 7;

    private static final LocalDate DATE = LocalDate.of(2020, 4, 20);
    private static final BusinessTime EVENING = new BusinessTime(DATE, DATE.atTime(18, 0));
    private static final List<Instrument> INSTRUMENTS = List.of(
            CLK0,
            Instrument.of(InstrumentId.of("BZM0"), USD, "0.01", "1000", PriceBand.ofTicks(500)),
            Instrument.of(InstrumentId.of("GCM0"), USD, "0.10", "100", PriceBand.ofTicks(500)));

    /** What the market takes of one instrument: per cent of the lots, at so many ticks beside the mark. */
    record Bid(long percent, long ticks) {}

    /** Somebody on the one side or the other. */
    record Holder(Instrument instrument, Candidate candidate) {}

    final SortedMap<EntityId, AccountKind> accounts = new TreeMap<>();
    final SortedMap<EntityId, Surrendered> surrendered = new TreeMap<>();
    final SortedMap<EntityId, Money> cash = new TreeMap<>();
    final SortedMap<EntityId, Money> own = new TreeMap<>();
    final SortedMap<String, Money> contributions = new TreeMap<>();
    final SortedMap<String, Money> limits = new TreeMap<>();
    final SortedMap<String, Money> purses = new TreeMap<>();
    final List<Holder> holders = new ArrayList<>();
    final SortedSet<EntityId> busy = new TreeSet<>();
    final Declaration declaration;

    private final Generator any;
    private final List<Instrument> listed;
    private final SortedMap<InstrumentId, Mark> marks = new TreeMap<>();
    private final SortedMap<InstrumentId, Mark> later = new TreeMap<>();
    private final SortedMap<InstrumentId, List<Bid>> bids = new TreeMap<>();

    RandomHouse(Generator any, Rulebook rulebook) {
        this.any = any;
        this.listed = any.shuffled(INSTRUMENTS).subList(0, (int) any.between(1, INSTRUMENTS.size()));
        listed.forEach(this::quote);
        boolean pool = any.oneIn(4);
        Optional<Money> contribution = pool ? Optional.empty() : Optional.of(money(200_000_00));
        defaulters(pool);
        survivors();
        contribution.ifPresent(amount -> cash.put(HouseAccounts.contribution("elm"), atMost(amount)));
        cash.put(HouseAccounts.OWN_CAPITAL, money(900_000_00));
        cash.put(HouseAccounts.INSURANCE_FUND, money(2_000_000_00));
        listed.forEach(this::otherSide);
        declaration = new Declaration(
                EPISODE,
                pool ? Optional.empty() : Optional.of("elm"),
                accounts,
                "a random cause",
                Instant.parse("2020-04-21T00:00:00Z"),
                EVENING,
                new HouseTerms(
                        USD, rulebook, Duration.ofSeconds(20), Duration.ofSeconds(3), new TreeMap<>(), new TreeSet<>()),
                contributions,
                contribution);
    }

    /** The same house once more; in another order if there is one to choose by. */
    DefaultWorld world(Optional<Generator> order, boolean pricesMove) {
        SortedMap<InstrumentId, Listing> listings = new TreeMap<>();
        SortedMap<LocalDate, MarginLevels> rates = new TreeMap<>();
        rates.put(DATE, new MarginLevels(USD.amount("7500"), USD.amount("8250")));
        listed.forEach(each -> listings.put(each.id(), new Listing(each, new FixedMargin(rates))));
        DefaultWorld world = new DefaultWorld(
                declaration,
                new Catalogue(1, listings, new TreeMap<>(), Optional.empty()),
                new PriceSnapshot(17, EVENING, marks, new TreeMap<>()));
        if (pricesMove) {
            world.later = Optional.of(new PriceSnapshot(18, EVENING, later, new TreeMap<>()));
        }
        world.disorder = order;
        world.market = this::sell;
        world.defaulters.putAll(surrendered);
        world.cash.putAll(cash);
        world.limits.putAll(limits);
        world.members.purses.putAll(purses);
        world.busy.addAll(busy);
        order.map(by -> by.shuffled(holders))
                .orElse(holders)
                .forEach(each -> world.candidate(each.instrument(), each.candidate()));
        return world;
    }

    /** Some instruments have their final settlement after an event of a world. */
    void settlesFinally(DefaultWorld world, long after) {
        world.expiresAfter = after;
        listed.stream()
                .filter(each -> any.oneIn(2))
                .forEach(each -> world.expiring.put(each.id(), Mark.of(Price.ofTicks(any.between(-4_000, 6_000)))));
    }

    private void quote(Instrument instrument) {
        long ticks = any.between(-4_000, 6_000);
        marks.put(instrument.id(), Mark.of(Price.ofTicks(ticks)));
        later.put(instrument.id(), Mark.of(Price.ofTicks(ticks + any.between(-300, 300))));
        List<Bid> of = new ArrayList<>();
        long left = any.oneIn(4) ? 100 : any.between(0, 100);
        while (left > 0) {
            long percent = any.between(1, left);
            of.add(new Bid(percent, any.between(-100, 400)));
            left -= percent;
        }
        bids.put(instrument.id(), any.oneIn(4) ? List.of() : of);
    }

    private void defaulters(boolean pool) {
        if (!pool) {
            accounts.put(account("elm.house"), AccountKind.HOUSE);
        }
        for (long i = any.between(pool ? 1 : 0, pool ? 5 : 3); i > 0; i--) {
            accounts.put(account((pool ? "direct" : "elm.c") + i), pool ? AccountKind.DIRECT : AccountKind.CLIENT);
        }
        accounts.keySet().forEach(this::defaulter);
    }

    private void defaulter(EntityId account) {
        SortedMap<InstrumentId, Surrendered.Holding> lots = new TreeMap<>();
        for (Instrument each : listed) {
            if (!any.oneIn(3)) {
                Price settled = mark(each).price().plusTicks(any.between(-3_000, 3_000));
                Lots held = Lots.of(any.between(-300, 300));
                lots.put(each.id(), new Surrendered.Holding(held, each.value(held, settled)));
            }
        }
        Money uncollected = any.oneIn(3) ? USD.zero() : money(5_000_000_00).negated();
        Money proceeds = any.oneIn(2) ? USD.zero() : money(500_000_00).plus(USD.minor(1));
        Money had = money(500_000_00).plus(proceeds);
        SortedMap<AssetId, Long> bills = new TreeMap<>();
        if (proceeds.isPositive()) {
            bills.put(AssetId.of("US-BILL"), 1L);
        }
        own.put(account, had);
        cash.put(account, had.plus(uncollected));
        surrendered.put(
                account,
                new Surrendered(
                        account,
                        EntityId.of(EntityKind.EPISODE, Long.toString(EPISODE)),
                        lots,
                        bills,
                        had.plus(uncollected).minus(proceeds),
                        uncollected));
    }

    private void survivors() {
        for (long i = any.between(0, 8); i > 0; i--) {
            String member = "m" + i;
            Money contribution = any.oneIn(6) ? USD.zero() : money(900_000_00);
            contributions.put(member, contribution);
            limits.put(member, any.oneIn(2) ? contribution : atMost(contribution));
            cash.put(HouseAccounts.contribution(member), any.oneIn(3) ? atMost(contribution) : contribution);
            if (any.oneIn(4)) {
                purses.put(member, atMost(contribution));
            }
        }
    }

    /** Enough of the other side for all lots taken over, some of the same side, and some who are busy at first. */
    private void otherSide(Instrument instrument) {
        long net = surrendered.values().stream()
                .flatMap(each -> Optional.ofNullable(each.positions().get(instrument.id())).stream())
                .mapToLong(each -> each.lots().count())
                .sum();
        long side = net > 0 ? -1 : 1;
        long open = Math.abs(net) + any.between(1, 300);
        for (int i = 0; open > 0; i++) {
            long size = any.between(1, open);
            holder(instrument, any.oneIn(6) ? "both" + i : instrument.id() + "." + i, side * size);
            open -= size;
        }
        holder(instrument, instrument.id() + ".same", -side * any.between(1, 100));
    }

    private void holder(Instrument instrument, String name, long count) {
        Lots lots = Lots.of(count);
        Price entry = mark(instrument).price().plusTicks(any.between(-3_000, 3_000));
        Money open = instrument.value(lots, entry);
        Position position = new Position(lots, open, open, 0, false, Optional.empty());
        Money equity = USD.minor(any.between(-50_000_00, 3_000_000_00));
        holders.add(new Holder(instrument, new Candidate(account(name), "m1", AccountKind.CLIENT, position, equity)));
        if (any.oneIn(10)) {
            busy.add(account(name));
        }
    }

    private AuctionSettled sell(OpenAuction open) {
        SortedMap<EntityId, Long> left = new TreeMap<>();
        open.portfolio().forEach((inventory, lots) -> left.put(inventory, lots.count()));
        long all = left.values().stream().mapToLong(Math::abs).sum();
        long side = left.values().stream().anyMatch(count -> count > 0) ? 1 : -1;
        SortedMap<EntityId, List<Sold>> sold = new TreeMap<>();
        for (Bid bid : bids.getOrDefault(open.instrument().id(), List.of())) {
            long take = all * bid.percent() / 100;
            Price price = open.mark().price().plusTicks(-side * bid.ticks());
            for (Map.Entry<EntityId, Long> row : left.entrySet()) {
                long part = Math.min(take, Math.abs(row.getValue()));
                if (part > 0) {
                    sold.computeIfAbsent(row.getKey(), none -> new ArrayList<>())
                            .add(new Sold(Lots.of(-side * part), price));
                    row.setValue(row.getValue() - side * part);
                    take -= part;
                }
            }
        }
        return new AuctionSettled(open.auction(), List.of(), sold, 0);
    }

    private Mark mark(Instrument instrument) {
        return Optional.ofNullable(marks.get(instrument.id())).orElseThrow();
    }

    /** From nothing to the bound, small amounts too. */
    private Money money(long bound) {
        return USD.minor(any.oneIn(5) ? 0 : any.oneIn(2) ? any.between(0, bound) : any.upTo(bound));
    }

    private Money atMost(Money amount) {
        return USD.minor(any.between(0, amount.minorUnits()));
    }

    private static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }
}
