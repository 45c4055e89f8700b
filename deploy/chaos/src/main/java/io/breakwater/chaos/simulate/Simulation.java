package io.breakwater.chaos.simulate;

import io.breakwater.chaos.check.Checks;
import io.breakwater.chaos.check.Invariant;
import io.breakwater.chaos.check.Violation;
import io.breakwater.chaos.cluster.Chance;
import io.breakwater.chaos.cluster.Journal;
import io.breakwater.chaos.cluster.World;
import io.breakwater.chaos.house.Business;
import io.breakwater.chaos.house.SimHouse;
import io.breakwater.waterfall.episode.EpisodeEvent;
import io.breakwater.waterfall.episode.EpisodeReply.LayerRecord;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.rulebook.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * One run: a house is founded and funded in peace, then business and faults take their course, then everything heals and
 * must come to rest. The same seed gives the same run, event by event.
 */
final class Simulation {

    private static final long SECOND = 1_000_000_000L;
    private static final long FOUNDING = 120 * SECOND;
    /** Longest call, obligations after it, a second default after those: all of that has ended by then. */
    private static final long REST = 600 * SECOND;

    /** Seeds up to here have the plans under which some of them once found something; those above have {@link Dealings}, too. */
    static final long WITHOUT_DEALINGS = 1_000;

    private final long seed;
    private final World world;
    private final Checks checks;
    private final Business business;
    private final List<Action> plan;
    private final boolean restarts;

    private Simulation(long seed, Settings settings) {
        this.seed = seed;
        Chance chance = Chance.of(seed);
        int nodes = chance.oneIn(5) ? 5 : 3;
        this.world = new World(chance.split(), nodes);
        this.checks = new Checks(world);
        boolean deals = seed > WITHOUT_DEALINGS;
        SimHouse drawn = SimHouse.random(chance.split());
        SimHouse house = deals ? drawn.cappedPerPeriod() : drawn;
        this.business = new Business(world, house, chance.split(), checks::answered, checks.states()::account);
        Optional<Chance> dealings = deals ? Optional.of(Chance.of(~seed)) : Optional.empty();
        this.plan = Plan.of(chance.split(), house, nodes, settings.faults(), dealings);
        this.restarts = chance.oneIn(4);
        world.journal().watch(checks);
        world.journal().watch(business);
    }

    /** The run of a seed. */
    static Outcome run(long seed) {
        return run(seed, Settings.STANDARD, Set.of(), none -> {});
    }

    /**
     * What is asked of a run beside its seed.
     *
     * @param faults whether anything goes wrong at all
     */
    record Settings(boolean faults) {
        static final Settings STANDARD = new Settings(true);
        static final Settings CALM = new Settings(false);
    }

    /** What this seed has happen. */
    static List<Action> plan(long seed) {
        return new Simulation(seed, Settings.STANDARD).plan;
    }

    /**
     * The run of a seed, without some of what would happen in it.
     *
     * @param without places in its plan
     * @param watcher sees every event
     */
    static Outcome run(long seed, Settings settings, Set<Integer> without, Journal.Watcher watcher) {
        Simulation run = new Simulation(seed, settings);
        run.world.journal().watch(watcher);
        Optional<Violation> violation = Optional.empty();
        try {
            run.play(without);
        } catch (Violation found) {
            violation = Optional.of(found);
        } catch (RuntimeException thrown) {
            Violation found = new Violation(Invariant.RULES, thrown.toString());
            found.setStackTrace(thrown.getStackTrace());
            violation = Optional.of(found);
        }
        return run.outcome(violation);
    }

    private void play(Set<Integer> without) {
        world.start();
        business.found();
        until(FOUNDING, business::isFounded, "the house is not founded");
        business.fund();
        until(FOUNDING, () -> business.isFounded() && business.isIdle(), "the house is not funded");
        pass(2 * SECOND);
        business.house()
                .listings()
                .forEach(listing -> business.price(listing.instrument().id(), SimHouse.PAR, true));
        pass(3 * SECOND);
        world.troubled(true);
        long begin = world.now();
        for (int place = 0; place < plan.size(); place++) {
            Action action = plan.get(place);
            if (!without.contains(place)) {
                world.agenda().runUntil(begin + action.at());
                action.what().accept(world, business);
            }
        }
        pass(5 * SECOND);
        world.heal();
        until(REST, this::isAtRest, "");
        if (restarts) {
            world.restartAll(SECOND);
            pass(10 * SECOND);
            until(REST, this::isAtRest, "");
        }
        checks.atRest();
    }

    private boolean isAtRest() {
        return business.isIdle()
                && business.clients().isDone()
                && checks.unrest().isEmpty();
    }

    private void pass(long nanos) {
        world.agenda().runUntil(world.now() + nanos);
    }

    private void until(long bound, BooleanSupplier done, String otherwise) {
        long end = world.now() + bound;
        while (!done.getAsBoolean()) {
            if (world.now() >= end) {
                throw new Violation(
                        Invariant.LIVENESS,
                        otherwise + " after " + bound / SECOND + " s: " + checks.unrest() + " "
                                + business.clients().open() + " " + world.describe());
            }
            pass(SECOND / 2);
        }
    }

    private Outcome outcome(Optional<Violation> violation) {
        return new Outcome(
                seed,
                world.journal().hash(),
                world.journal().size(),
                world.agenda().steps(),
                world.now(),
                new TreeMap<>(world.weather().struck()),
                defaults(),
                world.doubles(),
                violation);
    }

    private List<Layer> defaults() {
        List<Layer> all = new ArrayList<>();
        for (EntityId entity : world.journal().entities()) {
            Optional<Layer> last = Optional.empty();
            for (Journal.Row row : world.journal().rows(entity)) {
                if (row.event() instanceof EpisodeEvent.LayerDrawn drawn && isNeeded(drawn.record())) {
                    last = Optional.of(drawn.record().layer());
                } else if (row.event() instanceof EpisodeEvent.Closed) {
                    last.ifPresent(all::add);
                }
            }
        }
        return all;
    }

    private static boolean isNeeded(LayerRecord record) {
        return record.drawn().isPositive() || !record.victims().isEmpty();
    }
}
