package io.breakwater.chaos.simulate;

import io.breakwater.chaos.cluster.Chance;
import io.breakwater.chaos.cluster.World;
import io.breakwater.chaos.house.Business;
import io.breakwater.chaos.house.SimHouse;
import io.breakwater.waterfall.process.EntityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * What makes a default hard for a house: trades of the member that is about to be frozen, money of it that comes too late, a
 * second settlement while calls are open, and a second member that defaults at the same time. Planted bugs have shown that
 * without these some rules are never put to the test.
 */
final class Dealings {

    private static final long SECOND = 1_000_000_000L;

    private final Chance chance;
    private final SimHouse house;
    private final long crash;
    private final List<EntityId> survivors;
    private final List<Action> actions = new ArrayList<>();

    private Dealings(Chance chance, SimHouse house, long crash) {
        this.chance = chance;
        this.house = house;
        this.crash = crash;
        this.survivors = house.members().stream()
                .filter(member -> !member.equals(house.victim()))
                .map(SimHouse::house)
                .toList();
    }

    /** Drawn by themselves, so that a plan that has them is otherwise what it would be without. */
    static List<Action> of(Chance chance, SimHouse house, long crash) {
        Dealings dealings = new Dealings(chance, house, crash);
        dealings.victim();
        dealings.settlements();
        if (chance.oneIn(2)) {
            dealings.second();
        }
        if (chance.oneIn(2)) {
            dealings.miser();
        }
        return dealings.actions;
    }

    /** The member that is to default goes on trading until it is stopped, and pays something about its deadline. */
    private void victim() {
        EntityId victim = SimHouse.house(house.victim());
        for (int i = 0; i < 3; i++) {
            long amount = chance.between(10_000, 4_000_000);
            add(
                    crash + house.callDeadline().toNanos() + chance.between(-SECOND, 4 * SECOND),
                    victim + " pays " + amount + " about its deadline",
                    (world, business) -> business.deposit(victim, SimHouse.USD.minor(amount)));
        }
        long end = crash + house.callDeadline().toNanos() + 6 * SECOND;
        for (long at = crash + SECOND; at < end; at += chance.between(SECOND / 5, 2 * SECOND)) {
            EntityId other = chance.oneOf(survivors);
            boolean buys = chance.oneIn(2);
            add(
                    at,
                    victim + (buys ? " buys of " : " sells to ") + other,
                    (world, business) -> business.tradeAtMark(
                            buys ? victim : other,
                            buys ? other : victim,
                            house.main().id(),
                            1));
        }
    }

    /** Settlements while calls are open. */
    private void settlements() {
        for (int i = 0; i < 2; i++) {
            long ticks = chance.between(1, 40);
            add(
                    crash + chance.between(2 * SECOND, 9 * SECOND),
                    "the price falls by " + ticks + " ticks more",
                    (world, business) -> business.move(house.main().id(), -ticks, true));
        }
    }

    /** Another member takes its money out and becomes as long as the first one. */
    private void second() {
        EntityId second = chance.oneOf(survivors);
        EntityId seller = chance.oneOf(
                survivors.stream().filter(each -> !each.equals(second)).toList());
        long has = cashOf(second);
        long leaves = has - cashOf(SimHouse.house(house.victim()));
        if (leaves > 0) {
            add(
                    SECOND / 4,
                    second + " withdraws " + leaves,
                    (world, business) -> business.withdraw(second, SimHouse.USD.minor(leaves)));
        }
        add(
                2 * SECOND,
                second + " buys " + house.lots() + " of " + seller,
                (world, business) ->
                        business.tradeAtMark(second, seller, house.main().id(), house.lots()));
    }

    /** A survivor takes out what it can while the default runs, so that it has nothing to be assessed. */
    private void miser() {
        EntityId miser = chance.oneOf(survivors);
        // From more than it can have down: each request is granted whole or not at all, so all but a trifle leaves.
        long amount = 8 * cashOf(miser);
        for (int i = 0; i < 16; i++) {
            amount /= 2;
            long leaves = amount;
            add(
                    crash + 2 * SECOND + i * SECOND / 2,
                    miser + " withdraws " + leaves,
                    (world, business) -> business.withdraw(miser, SimHouse.USD.minor(leaves)));
        }
    }

    private long cashOf(EntityId account) {
        return Objects.requireNonNull(house.cash().get(account)).minorUnits();
    }

    private void add(long at, String text, BiConsumer<World, Business> what) {
        actions.add(new Action(Math.max(0, at), false, text, what));
    }
}
