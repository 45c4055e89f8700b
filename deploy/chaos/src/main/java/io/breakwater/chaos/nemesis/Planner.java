package io.breakwater.chaos.nemesis;

import io.breakwater.chaos.nemesis.FaultKind.Aim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws schedules. The same scenario, seed, length, size and kinds give the same schedule.
 *
 * <p>From a bag every kind is drawn before any is drawn again, each a while after the one before it; one in five strikes
 * while the one before it still lasts, and one period in four has no fault.
 */
public final class Planner {

    private static final int PERCENT = 100;
    private static final int QUIET_PERIODS = 25;
    private static final int OVERLAPPING = 20;
    private static final int SHORTEST_GAP_MILLIS = 6_000;
    private static final int GAP_SPREAD_MILLIS = 10_000;
    private static final String ANY = "any";
    private static final String ANOTHER = "another";

    private final Scenario scenario;
    private final Set<FaultKind> kinds;
    private final long seed;
    private final int nodes;
    private final Random random;

    /**
     * A planner for one schedule.
     *
     * @param kinds the kinds that may be used
     */
    public Planner(Scenario scenario, long seed, int nodes, Set<FaultKind> kinds) {
        this.scenario = scenario;
        this.seed = seed;
        this.nodes = nodes;
        this.kinds = kinds.stream().filter(kind -> kind.fewestNodes() <= nodes).collect(Collectors.toSet());
        this.random = new Random(seed);
    }

    /** A schedule whose last fault is healed after so many milliseconds. */
    public Schedule plan(long millis) {
        List<Fault> faults = scenario.bag().isEmpty() ? rounds(millis) : draws(millis);
        faults.sort(Comparator.comparingLong(Fault::at));
        return new Schedule(scenario.name(), seed, nodes, millis, faults);
    }

    /** As many whole rounds as there is time for, but one at least. */
    private List<Fault> rounds(long millis) {
        List<Fault> faults = new ArrayList<>();
        long begin = scenario.quietMillis();
        do {
            String last = "";
            for (Fault each : scenario.round()) {
                if (kinds.contains(each.kind())) {
                    List<String> targets = targets(each, last);
                    faults.add(new Fault(
                            begin + each.at(), each.kind(), targets, each.millis(), each.amount(), each.when()));
                    last = targets.isEmpty() ? last : targets.get(0);
                }
            }
            begin += scenario.roundMillis();
        } while (begin + scenario.roundMillis() <= millis);
        return faults;
    }

    private List<String> targets(Fault template, String last) {
        if (template.targets().equals(List.of(ANOTHER))) {
            return List.of(
                    pick(names().stream().filter(name -> !name.equals(last)).toList()));
        }
        return template.targets().equals(List.of(ANY)) ? drawn(template.kind().aim()) : template.targets();
    }

    private List<Fault> draws(long millis) {
        List<Fault> faults = new ArrayList<>();
        List<Scenario.Choice> bag = new ArrayList<>();
        long at = scenario.quietMillis();
        while (at < millis) {
            if (bag.isEmpty()) {
                bag = shuffled();
            }
            if (random.nextInt(PERCENT) >= QUIET_PERIODS) {
                Fault fault = drawn(at, bag.remove(bag.size() - 1));
                if (at + fault.millis() <= millis) {
                    faults.add(fault);
                    at += random.nextInt(PERCENT) < OVERLAPPING ? 0 : fault.millis();
                }
            }
            at += SHORTEST_GAP_MILLIS + random.nextInt(GAP_SPREAD_MILLIS);
        }
        return faults;
    }

    private List<Scenario.Choice> shuffled() {
        List<Scenario.Choice> bag = new ArrayList<>();
        for (Scenario.Choice choice : scenario.bag()) {
            if (kinds.contains(choice.kind())) {
                bag.addAll(Collections.nCopies(choice.times(), choice));
            }
        }
        if (bag.isEmpty()) {
            throw new InvalidScheduleException("no kind of fault is left to draw");
        }
        Collections.shuffle(bag, random);
        return bag;
    }

    private Fault drawn(long at, Scenario.Choice choice) {
        long lasts = choice.millis().isEmpty() ? 0 : pick(choice.millis());
        long amount = choice.amounts().isEmpty() ? 0 : pick(choice.amounts());
        return new Fault(at, choice.kind(), drawn(choice.kind().aim()), lasts, amount, "");
    }

    private List<String> drawn(Aim aim) {
        List<String> names = new ArrayList<>(names());
        Collections.shuffle(names, random);
        return switch (aim) {
            case ONE -> names.subList(0, 1);
            case MAJORITY -> names.subList(0, nodes / 2 + 1);
            case SIDE -> names.subList(0, 1 + random.nextInt(Math.max(1, (nodes - 1) / 2)));
            case ALL, OWNER, SPARE, CASSANDRA -> List.of();
        };
    }

    private List<String> names() {
        return IntStream.rangeClosed(1, nodes).mapToObj(n -> "node-" + n).toList();
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
