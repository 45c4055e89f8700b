package io.breakwater.waterfall.episode;

import static io.breakwater.waterfall.market.Instruments.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.deleveraging.Victim;
import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.rulebook.Layer;
import io.breakwater.waterfall.rulebook.Rulebook;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What must hold of every default, whoever fails with whatever. Longer than other files because each run is held against all
 * of it, and the properties share their readings of a default.
 */
final class EpisodePropertiesTest {

    @SeededTest(runs = 100)
    void everyCentOfALossIsPlacedOnceWithinEveryCap(Generator any) {
        RandomHouse house = new RandomHouse(any, rulebook(any));
        DefaultWorld world = house.world(Optional.empty(), true);
        Money before = world.books.all(USD);

        Episode end = world.run();

        assertThat(end.phase()).isEqualTo(Phase.CLOSED);
        assertThat(world.books.all(USD)).isEqualTo(before);
        assertLadder(house, world, end);
        assertUncovered(house, world, end);
        assertAccounts(house, world, end);
        assertOwnMoneyStaysItsOwn(house, world);
        assertVictims(house, world, end);
    }

    @SeededTest(runs = 50)
    void neitherOrderNorLossNorRepetitionOfWordsMatters(Generator any) {
        RandomHouse house = new RandomHouse(any, rulebook(any));
        DefaultWorld expected = house.world(Optional.empty(), false);
        Episode once = expected.run();
        DefaultWorld world = house.world(Optional.of(any), false);

        assertAlike(world.run(), once, house);
        assertThat(world.cash).isEqualTo(expected.cash);
    }

    @SeededTest(runs = 50)
    void aCrashAfterAnyEventChangesNothing(Generator any) {
        RandomHouse house = new RandomHouse(any, rulebook(any));
        DefaultWorld expected = house.world(Optional.empty(), false);
        Episode once = expected.run();
        DefaultWorld world = house.world(Optional.empty(), false);
        world.crashAfter = any.between(1, expected.journal.size());

        assertAlike(world.run(), once, house);
        assertThat(world.cash).isEqualTo(expected.cash);
    }

    /** Accounts have nothing left to close then, so the house takes what is left at the mark of the loss. */
    @SeededTest(runs = 100)
    void aFinalSettlementAtAnyMomentLeavesNoCentUnplaced(Generator any) {
        RandomHouse house = new RandomHouse(any, rulebook(any));
        DefaultWorld expected = house.world(Optional.empty(), true);
        expected.run();
        DefaultWorld world = house.world(any.oneIn(2) ? Optional.of(any) : Optional.empty(), true);
        house.settlesFinally(world, any.between(0, expected.journal.size()));

        Episode end = world.run();

        assertPlaced(house, world, end);
        Money sinceFrozen = USD.zero();
        for (EpisodeEvent.LotsAbsorbed absorbed : absorbed(world)) {
            Instrument instrument = loss(end).unsold(absorbed.instrument()).instrument();
            Mark frozen = loss(end).frozen().mark(instrument.id()).orElseThrow();
            Mark last = Optional.ofNullable(world.expiring.get(instrument.id())).orElseThrow();
            for (Lots lots : absorbed.takers().values()) {
                sinceFrozen = sinceFrozen.plus(instrument.value(lots, last)).minus(instrument.value(lots, frozen));
            }
        }
        assertThat(world.books.converted(HouseAccounts.uncovered(RandomHouse.EPISODE), USD))
                .isEqualTo(sinceFrozen.minus(conclusion(end).uncovered()));
    }

    /** Others of the other side are in default as well, and their lots on inventories. */
    @SeededTest(runs = 100)
    void theHouseTakesWhatNobodyIsLeftFor(Generator any) {
        RandomHouse house = new RandomHouse(any, rulebook(any));
        house.holders.removeIf(each -> any.oneIn(2));
        DefaultWorld world = house.world(any.oneIn(2) ? Optional.of(any) : Optional.empty(), true);

        Episode end = world.run();

        assertPlaced(house, world, end);
        EntityId uncovered = HouseAccounts.uncovered(RandomHouse.EPISODE);
        assertThat(world.balance(uncovered).negated()).isEqualTo(conclusion(end).uncovered());
        for (EpisodeEvent.LotsAbsorbed absorbed : absorbed(world)) {
            Lots rest = world.books.lots(uncovered, absorbed.instrument());
            assertThat(absorbed.takers()).containsExactly(Map.entry(uncovered, rest));
            house.holders.stream()
                    .filter(each -> each.instrument().id().equals(absorbed.instrument()))
                    .forEach(each -> assertThat(world.books
                                    .lots(each.candidate().account(), absorbed.instrument())
                                    .isOpposite(rest))
                            .isFalse());
        }
    }

    /** Every cent of the loss and every unsold lot have found their place. */
    private static void assertPlaced(RandomHouse house, DefaultWorld world, Episode end) {
        assertThat(end.phase()).isEqualTo(Phase.CLOSED);
        Money drawn = sum(ladder(end).stream().map(LayerRecord::drawn).toList());
        assertThat(drawn.plus(conclusion(end).uncovered())).isEqualTo(loss(end).total());
        house.accounts.keySet().forEach(account -> {
            EntityId inventory = HouseAccounts.inventory(RandomHouse.EPISODE, account);
            assertThat(world.books.isFlat(inventory)).isTrue();
            assertThat(world.books.converted(inventory, USD)).isEqualTo(USD.zero());
        });
        SortedMap<InstrumentId, Long> unsold = new TreeMap<>();
        loss(end).unsold().forEach((instrument, left) -> unsold.put(instrument, left.lots()));
        absorbed(world).forEach(each -> each.takers()
                .values()
                .forEach(lots -> unsold.merge(each.instrument(), -lots.count(), Long::sum)));
        for (Numbered<EpisodeEvent> event : world.journal) {
            if (event.event() instanceof EpisodeEvent.LotsClosed closed) {
                closed.victims()
                        .forEach(victim ->
                                unsold.merge(closed.instrument(), victim.lots().count(), Long::sum));
            }
        }
        assertThat(unsold.values()).allMatch(left -> left == 0);
    }

    private static List<EpisodeEvent.LotsAbsorbed> absorbed(DefaultWorld world) {
        return world.journal.stream()
                .map(Numbered::event)
                .filter(EpisodeEvent.LotsAbsorbed.class::isInstance)
                .map(EpisodeEvent.LotsAbsorbed.class::cast)
                .toList();
    }

    private static void assertAlike(Episode end, Episode expected, RandomHouse house) {
        assertThat(end.phase()).as("of %s", house.declaration).isEqualTo(Phase.CLOSED);
        assertThat(end.loss()).isEqualTo(expected.loss());
        assertThat(ladder(end)).isEqualTo(ladder(expected));
        assertThat(conclusion(end).uncovered()).isEqualTo(conclusion(expected).uncovered());
    }

    private static void assertLadder(RandomHouse house, DefaultWorld world, Episode end) {
        assertThat(ladder(end))
                .extracting(LayerRecord::layer)
                .containsExactlyElementsOf(house.declaration.terms().rulebook().layers());
        Money drawn = sum(ladder(end).stream().map(LayerRecord::drawn).toList());
        assertThat(drawn.plus(conclusion(end).uncovered())).isEqualTo(loss(end).total());
        for (LayerRecord record : ladder(end)) {
            assertThat(sum(record.payers().values())).as("of %s", record).isEqualTo(record.drawn());
            assertThat(record.available().covers(record.drawn()))
                    .as("of %s", record)
                    .isTrue();
            assertThat(record.payers().values()).allMatch(Money::isPositive);
        }
        within(
                end,
                Layer.DEFAULTER_CONTRIBUTION,
                house.declaration.contribution().orElse(USD.zero()));
        within(end, Layer.OWN_CAPITAL, world(house, HouseAccounts.OWN_CAPITAL));
        within(end, Layer.INSURANCE_FUND, world(house, HouseAccounts.INSURANCE_FUND));
        within(end, Layer.MUTUAL_FUND, house.contributions);
        within(end, Layer.ASSESSMENT, house.limits);
        house.contributions.keySet().forEach(member -> {
            Money paid = payer(end, Layer.MUTUAL_FUND, member);
            EntityId account = HouseAccounts.contribution(member);
            assertThat(world.balance(account)).isEqualTo(world(house, account).minus(paid));
        });
    }

    /** Nothing is uncovered while a layer that was to answer it has something left. */
    private static void assertUncovered(RandomHouse house, DefaultWorld world, Episode end) {
        Draws draws = end.draws().orElseThrow();
        assertThat(world.balance(HouseAccounts.uncovered(RandomHouse.EPISODE)).negated())
                .isEqualTo(conclusion(end).uncovered());
        if (conclusion(end).uncovered().isZero()) {
            return;
        }
        for (LayerRecord record : ladder(end)) {
            if (record.layer() == Layer.ASSESSMENT) {
                house.limits.forEach((member, limit) -> assertThat(payer(end, Layer.ASSESSMENT, member))
                        .as("of %s", member)
                        .isEqualTo(
                                world.members.failed.contains(member)
                                        ? limit.min(house.purses.getOrDefault(member, limit))
                                        : of(house.contributions, member).isZero() ? USD.zero() : limit));
            } else if (record.layer() != Layer.DEFAULTER_COLLATERAL) {
                assertThat(record.drawn()).as("of %s", record).isEqualTo(record.available());
            }
        }
        draws.lacks().forEach((account, lacking) -> {
            if (lacking.isPositive()) {
                assertThat(world.balance(account)).isEqualTo(USD.zero());
                assertThat(world.balance(HouseAccounts.estate("elm"))).isEqualTo(USD.zero());
            }
        });
    }

    /** No inventory has anything left, and nobody in default has less than nothing. */
    private static void assertAccounts(RandomHouse house, DefaultWorld world, Episode end) {
        house.accounts.forEach((account, kind) -> {
            EntityId inventory = HouseAccounts.inventory(RandomHouse.EPISODE, account);
            assertThat(world.books.isFlat(inventory)).isTrue();
            assertThat(world.books.converted(inventory, USD)).isEqualTo(USD.zero());
            assertThat(world.balance(account).isNegative()).isFalse();
            if (kind != AccountKind.HOUSE) {
                Money over = loss(end).surplus().getOrDefault(account, USD.zero());
                Money has = of(house.own, account);
                Money kept = has.minus(has.min(of(loss(end).losses(), account)));
                assertThat(world.balance(account)).isEqualTo(kept.plus(over));
            }
        });
    }

    /** A client pays its own inventory only, nor does one account of a pool pay for another. */
    private static void assertOwnMoneyStaysItsOwn(RandomHouse house, DefaultWorld world) {
        for (Entry entry : entries(world)) {
            for (Posting giving : entry.postings()) {
                boolean own = Optional.ofNullable(house.accounts.get(giving.account()))
                        .filter(kind -> kind != AccountKind.HOUSE)
                        .isPresent();
                if (own) {
                    Set<EntityId> touched = new HashSet<>();
                    entry.postings().forEach(each -> touched.add(each.account()));
                    assertThat(touched)
                            .containsExactlyInAnyOrder(
                                    giving.account(), HouseAccounts.inventory(RandomHouse.EPISODE, giving.account()));
                }
            }
        }
    }

    private static void assertVictims(RandomHouse house, DefaultWorld world, Episode end) {
        Set<InstrumentId> seen = new HashSet<>();
        SortedMap<InstrumentId, Long> closed = new TreeMap<>();
        SortedMap<EntityId, Money> given = new TreeMap<>();
        for (Numbered<EpisodeEvent> event : world.journal) {
            if (event.event() instanceof EpisodeEvent.VictimsChosen chosen) {
                assertChosen(house, end, chosen, seen.add(chosen.instrument()));
            } else if (event.event() instanceof EpisodeEvent.LotsClosed lots) {
                lots.victims().forEach(victim -> {
                    closed.merge(lots.instrument(), victim.lots().count(), Long::sum);
                    given.merge(victim.account(), victim.given(), Money::plus);
                });
            }
        }
        loss(end).unsold().forEach((instrument, unsold) -> assertThat(closed.getOrDefault(instrument, 0L))
                .isEqualTo(-unsold.lots()));
        assertThat(closed.keySet()).isEqualTo(loss(end).unsold().keySet());
        house.holders.forEach(
                holder -> assertThat(world.balance(holder.candidate().account()))
                        .isEqualTo(given.getOrDefault(holder.candidate().account(), USD.zero())
                                .negated()));
        Money all = sum(given.values());
        assertThat(beyondOwn(house, end).covers(all)).isTrue();
    }

    private static void assertChosen(RandomHouse house, Episode end, EpisodeEvent.VictimsChosen chosen, boolean first) {
        Loss.Unsold unsold = loss(end).unsold(chosen.instrument());
        Mark mark = loss(end).frozen().mark(chosen.instrument()).orElseThrow();
        boolean queue = house.declaration.terms().rulebook().layers().contains(Layer.ADL);
        List<Victim> victims = chosen.victims();
        for (int i = 0; i < victims.size(); i++) {
            Victim victim = victims.get(i);
            assertThat(victim.lots().isOpposite(Lots.of(unsold.lots()))).isTrue();
            assertThat(victim.limit().covers(victim.given())).isTrue();
            assertThat(victim.equity().orZeroIfNegative().covers(victim.given()))
                    .isTrue();
            assertThat(victim.gain().orZeroIfNegative().plus(USD.minor(1)).covers(victim.given()))
                    .isTrue();
            if (loss(end).unsold().size() == 1) {
                BigInteger most = BigInteger.valueOf(beyondOwn(house, end).minorUnits())
                        .multiply(BigInteger.valueOf(victim.lots().size()))
                        .divide(BigInteger.valueOf(Math.abs(unsold.offered())));
                assertThat(BigInteger.valueOf(victim.given().minorUnits()))
                        .as("of %s", victim)
                        .isLessThanOrEqualTo(most.add(BigInteger.ONE));
            }
            if (queue) {
                assertThat(victim.rank()).isEqualTo(i + 1);
                assertThat(i == 0 || !isBefore(victim, victims.get(i - 1))).isTrue();
            } else {
                assertThat(victim.given()).isEqualTo(USD.zero());
            }
        }
        if (!first) {
            return;
        }
        List<EntityId> named = victims.stream().map(Victim::account).toList();
        List<RandomHouse.Holder> opposite = house.holders.stream()
                .filter(each -> each.instrument().id().equals(chosen.instrument()))
                .filter(each -> each.candidate().position().lots().isOpposite(Lots.of(unsold.lots())))
                .toList();
        long size = opposite.stream()
                .mapToLong(each -> each.candidate().position().lots().size())
                .sum();
        for (RandomHouse.Holder holder : opposite) {
            long has = holder.candidate().position().lots().size();
            Optional<Victim> victim = victims.stream()
                    .filter(each -> each.account().equals(holder.candidate().account()))
                    .findFirst();
            long closes = victim.map(each -> each.lots().size()).orElse(0L);
            if (!queue) {
                assertThat(Math.abs(closes * size - has * Math.abs(unsold.lots())))
                        .isLessThan(size);
            } else if (victim.isEmpty() && !holder.candidate().account().key().startsWith("both")) {
                Victim worst = victims.get(victims.size() - 1);
                Money gain = holder.candidate().position().gain(holder.instrument(), mark);
                assertThat(isBefore(gain, holder.candidate().equity(), worst.gain(), worst.equity()))
                        .isFalse();
            } else if (victim.isPresent() && victim.get().rank() < named.size()) {
                assertThat(closes).isEqualTo(has);
            }
        }
    }

    private static boolean isBefore(Victim one, Victim other) {
        return isBefore(one.gain(), one.equity(), other.gain(), other.equity());
    }

    /** By gain / equity, the larger first; who gains and has nothing before all, who does not gain last. */
    private static boolean isBefore(Money gain, Money equity, Money otherGain, Money otherEquity) {
        if (!gain.isPositive() || !otherGain.isPositive()) {
            return gain.isPositive() || (!otherGain.isPositive() && gain.isMoreThan(otherGain));
        }
        if (!equity.isPositive() || !otherEquity.isPositive()) {
            return otherEquity.isPositive() || (!equity.isPositive() && gain.isMoreThan(otherGain));
        }
        BigInteger one = product(gain, otherEquity);
        BigInteger other = product(otherGain, equity);
        return one.compareTo(other) > 0 || (one.equals(other) && gain.isMoreThan(otherGain));
    }

    private static BigInteger product(Money one, Money other) {
        return BigInteger.valueOf(one.minorUnits()).multiply(BigInteger.valueOf(other.minorUnits()));
    }

    /** What all lots taken over would have lost at the frozen marks, beyond what those in default had themselves. */
    private static Money beyondOwn(RandomHouse house, Episode end) {
        Money losses = USD.zero();
        Money own = USD.zero();
        Money each = USD.zero();
        for (EntityId account : house.accounts.keySet()) {
            Money loss = of(loss(end).beyond(), account);
            losses = losses.plus(loss);
            own = own.plus(of(house.own, account));
            each = each.plus(loss.minus(of(house.own, account)).orZeroIfNegative());
        }
        boolean pool = house.declaration.member().isEmpty();
        Money contribution = find(end, Layer.DEFAULTER_CONTRIBUTION)
                .map(LayerRecord::available)
                .orElse(USD.zero());
        return pool ? each : losses.minus(own).minus(contribution).orZeroIfNegative();
    }

    private static void within(Episode end, Layer layer, Money cap) {
        find(end, layer).ifPresent(record -> assertThat(cap.covers(record.drawn()))
                .as("of %s", record)
                .isTrue());
    }

    private static void within(Episode end, Layer layer, SortedMap<String, Money> caps) {
        find(end, layer).ifPresent(record -> record.payers()
                .forEach((payer, paid) -> assertThat(of(caps, payer).covers(paid))
                        .as("%s pays %s of %s", payer, paid, record)
                        .isTrue()));
    }

    private static Money payer(Episode end, Layer layer, String member) {
        return find(end, layer)
                .map(record -> record.payers().getOrDefault(member, USD.zero()))
                .orElse(USD.zero());
    }

    private static Optional<LayerRecord> find(Episode end, Layer layer) {
        return ladder(end).stream().filter(record -> record.layer() == layer).findFirst();
    }

    private static Money world(RandomHouse house, EntityId account) {
        return house.cash.getOrDefault(account, USD.zero());
    }

    private static List<Entry> entries(DefaultWorld world) {
        List<Entry> entries = new ArrayList<>();
        world.journal.forEach(event -> entries.addAll(event.event().entries()));
        return entries;
    }

    private static List<LayerRecord> ladder(Episode end) {
        return end.draws().orElseThrow().ladder();
    }

    private static Loss loss(Episode end) {
        return end.loss().orElseThrow();
    }

    private static Conclusion conclusion(Episode end) {
        return end.conclusion().orElseThrow();
    }

    private static Rulebook rulebook(Generator any) {
        return any.oneIn(2) ? Rulebook.venue() : Rulebook.classic();
    }

    private static <K> Money of(SortedMap<K, Money> amounts, K key) {
        return amounts.getOrDefault(key, USD.zero());
    }

    private static Money sum(Collection<Money> amounts) {
        return amounts.stream().reduce(USD.zero(), Money::plus);
    }
}
