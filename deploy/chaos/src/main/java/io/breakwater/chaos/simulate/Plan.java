package io.breakwater.chaos.simulate;

import io.breakwater.chaos.cluster.Chance;
import io.breakwater.chaos.cluster.FaultKind;
import io.breakwater.chaos.cluster.Weather;
import io.breakwater.chaos.cluster.World;
import io.breakwater.chaos.house.Business;
import io.breakwater.chaos.house.SimHouse;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.EntityId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Everything that is to happen in one run, drawn from its seed before it begins. Each run draws which families of faults
 * it has and how many of each, so that some have one family only and some have all.
 */
final class Plan {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final List<FaultKind> BOUNDARIES =
            List.of(FaultKind.CRASH_BEFORE_PERSIST, FaultKind.CRASH_AFTER_PERSIST, FaultKind.CRASH_BETWEEN_SENDS);

    private final Chance chance;
    private final SimHouse house;
    private final int nodes;
    private final List<Action> actions = new ArrayList<>();
    private final long length;

    private Plan(Chance chance, SimHouse house, int nodes) {
        this.chance = chance;
        this.house = house;
        this.nodes = nodes;
        this.length = chance.between(50, 70) * SECOND;
    }

    /**
     * What happens in a run with this house on so many nodes; without faults if that is asked for.
     *
     * @param dealings draws {@link Dealings}, in a run that has them
     */
    static List<Action> of(Chance chance, SimHouse house, int nodes, boolean faults, Optional<Chance> dealings) {
        Plan plan = new Plan(chance, house, nodes);
        long crash = plan.business();
        if (faults) {
            plan.faults();
        }
        dealings.ifPresent(by -> plan.actions.addAll(Dealings.of(by, house, crash)));
        plan.actions.sort(Comparator.comparingLong(Action::at));
        return List.copyOf(plan.actions);
    }

    // ---- what clients do

    /** Draws what happens, and answers when the price falls. */
    private long business() {
        InstrumentId main = house.main().id();
        long crash = chance.between(4 * SECOND, 15 * SECOND);
        add(
                crash,
                false,
                "the price falls by " + house.crashTicks() + " ticks",
                (world, business) -> business.move(main, -house.crashTicks(), true));
        for (long at = 2 * SECOND; at < length; at += chance.between(2 * SECOND, 5 * SECOND)) {
            long ticks = chance.between(-15, 15);
            InstrumentId instrument =
                    chance.oneOf(house.listings()).instrument().id();
            add(
                    at,
                    false,
                    instrument + " moves by " + ticks,
                    (world, business) -> business.move(instrument, ticks, false));
        }
        List<EntityId> accounts = house.accounts().keySet().stream()
                .filter(account -> !account.equals(SimHouse.house(house.victim())))
                .toList();
        long count = chance.between(4, 14);
        for (int i = 0; i < count; i++) {
            business(chance.between(0, length), accounts);
        }
        return crash;
    }

    private void business(long at, List<EntityId> accounts) {
        EntityId one = chance.oneOf(accounts);
        EntityId other = chance.oneOf(accounts);
        InstrumentId instrument = chance.oneOf(house.listings()).instrument().id();
        long amount = chance.between(1, 500_000);
        boolean inFull = chance.oneIn(2);
        switch (chance.below(6)) {
            case 0 ->
                add(
                        at,
                        false,
                        one + " deposits " + amount,
                        (world, business) -> business.deposit(one, SimHouse.USD.minor(amount)));
            case 1 ->
                add(
                        at,
                        false,
                        one + " withdraws " + amount,
                        (world, business) -> business.withdraw(one, SimHouse.USD.minor(amount)));
            case 2 ->
                add(at, false, "somebody pays a call of " + one, (world, business) -> {
                    business.acknowledge(one);
                    business.pay(one, inFull);
                });
            case 3 -> {
                boolean houses = house.owner(one).kind() == AccountKind.HOUSE
                        && house.owner(other).kind() == AccountKind.HOUSE;
                long lots = chance.between(1, 4);
                if (houses && !one.equals(other)) {
                    add(
                            at,
                            false,
                            one + " buys " + lots + " " + instrument + " of " + other,
                            (world, business) -> business.trade(one, other, instrument, lots, SimHouse.PAR));
                }
            }
            case 4 ->
                add(
                        at,
                        false,
                        one + " bids at the desk",
                        (world, business) -> business.bidAtDesk(one, instrument, 2, SimHouse.PAR - 100));
            default -> add(at, false, one + " confirms its call", (world, business) -> business.acknowledge(one));
        }
    }

    // ---- what goes wrong

    private void faults() {
        clocks();
        List<Runnable> families = List.of(
                this::crashes, this::kills, this::pauses, this::partings, this::network, this::journal, this::bounces);
        boolean any = false;
        for (Runnable family : families) {
            if (chance.percent(45)) {
                any = true;
                long times = chance.between(1, 4);
                for (int i = 0; i < times; i++) {
                    family.run();
                }
            }
        }
        if (!any) {
            crashes();
            journal();
            kills();
        }
    }

    /** The clocks of all nodes but one are right to a quarter of a second; that of the one may show anything. */
    private void clocks() {
        for (int node = 0; node < nodes; node++) {
            long offset = chance.between(-200 * MILLI, 200 * MILLI);
            long drift = chance.between(-900, 900);
            boolean wrong = node == 0 && chance.oneIn(2);
            long off = wrong ? chance.between(-HOUR, HOUR) : offset;
            int which = node;
            add(0, true, "node " + node + " has a clock that is off by " + off / MILLI + " ms", (world, business) -> {
                world.clocks(which, off, drift);
                if (wrong) {
                    world.weather().strikes(FaultKind.CLOCK_WRONG);
                }
            });
            if (wrong) {
                long jump = chance.between(-HOUR, HOUR);
                add(
                        chance.between(0, length),
                        true,
                        "the clock of node " + node + " jumps by " + jump / MILLI + " ms",
                        (world, business) -> world.jump(which, jump));
            }
        }
    }

    private void crashes() {
        int node = chance.below(nodes);
        FaultKind boundary = chance.oneOf(BOUNDARIES);
        int times = chance.below(12);
        add(
                any(),
                true,
                "node " + node + " is to die at " + boundary + " after " + times,
                (world, business) -> world.arm(node, boundary, times));
    }

    private void kills() {
        int node = chance.below(nodes);
        long down = chance.between(SECOND / 2, 12 * SECOND);
        add(
                any(),
                true,
                "node " + node + " is killed for " + down / MILLI + " ms",
                (world, business) -> world.kill(node, down));
    }

    private void bounces() {
        int node = chance.below(nodes);
        long down = chance.between(100 * MILLI, SECOND);
        add(
                any(),
                true,
                "node " + node + " is restarted within " + down / MILLI + " ms",
                (world, business) -> world.bounce(node, down));
    }

    private void pauses() {
        int node = chance.below(nodes);
        long time = chance.between(SECOND / 2, 15 * SECOND);
        add(
                any(),
                true,
                "node " + node + " stands still for " + time / MILLI + " ms",
                (world, business) -> world.pause(node, time));
    }

    private void partings() {
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            (chance.oneIn(2) ? left : right).add(node);
        }
        if (left.isEmpty() || right.isEmpty()) {
            left.clear();
            right.clear();
            left.add(0);
            right.add(1);
        }
        boolean bothWays = !chance.oneIn(3);
        long time = chance.between(SECOND, 20 * SECOND);
        add(
                any(),
                true,
                "nodes " + left + (bothWays ? " and " : " do not reach ") + right + " for " + time / MILLI + " ms",
                (world, business) -> world.part(left, right, bothWays, time));
    }

    private void network() {
        Weather.Network bad = new Weather.Network(
                chance.oneIn(3) ? 0 : (int) chance.between(1, 30),
                chance.oneIn(3) ? 0 : (int) chance.between(1, 50),
                chance.oneIn(3) ? 0 : (int) chance.between(1, 30),
                chance.between(10 * MILLI, 3 * SECOND));
        long begin = any();
        add(begin, true, "the network turns to " + bad, (world, business) -> world.weather()
                .turn(bad));
        add(
                begin + chance.between(5 * SECOND, 30 * SECOND),
                true,
                "the network calms down",
                (world, business) -> world.weather().turn(Weather.Network.CALM));
    }

    private void journal() {
        Weather.Journal bad = new Weather.Journal(
                chance.oneIn(3) ? 0 : (int) chance.between(1, 12),
                chance.oneIn(3) ? 0 : (int) chance.between(1, 12),
                chance.oneIn(3) ? 0 : (int) chance.between(1, 10),
                chance.between(SECOND, 12 * SECOND),
                chance.oneIn(3) ? 0 : (int) chance.between(1, 20));
        long begin = any();
        add(begin, true, "the journal turns to " + bad, (world, business) -> world.weather()
                .turn(bad));
        add(
                begin + chance.between(3 * SECOND, 25 * SECOND),
                true,
                "the journal calms down",
                (world, business) -> world.weather().turn(Weather.Journal.CALM));
    }

    /** Any time, most of them while the default runs. */
    private long any() {
        return chance.between(2 * SECOND, length * 3 / 4);
    }

    private void add(long at, boolean fault, String text, BiConsumer<World, Business> what) {
        actions.add(new Action(at, fault, text, what));
    }
}
