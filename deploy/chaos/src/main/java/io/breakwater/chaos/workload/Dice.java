package io.breakwater.chaos.workload;

import java.util.List;
import java.util.SplittableRandom;

/** Draws from a seed. What is drawn depends on the order of draws, which real time decides: the plan is replayed, not the run. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Dice of its own for a part of the workload, which others do not disturb. */
    synchronized Dice split() {
        return new Dice(random.nextLong());
    }

    synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    synchronized long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    synchronized boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T of(List<T> some) {
        return some.get(below(some.size()));
    }
}
