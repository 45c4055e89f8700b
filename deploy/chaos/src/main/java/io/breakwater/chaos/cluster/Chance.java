package io.breakwater.chaos.cluster;

import java.util.List;
import java.util.SplittableRandom;

/** The one source of everything that is left to chance in a run; the same seed always gives the same run. */
public final class Chance {

    private static final int PERCENT = 100;

    private final SplittableRandom random;

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** All that follows from this seed. */
    public static Chance of(long seed) {
        return new Chance(new SplittableRandom(seed));
    }

    /** Another source that follows from the same seed, so that drawing from one does not shift the other. */
    public Chance split() {
        return new Chance(random.split());
    }

    /** A number from low to high, both included. */
    public long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    /** True in so many percent of all cases; does not draw when that is never. */
    public boolean percent(int share) {
        return share > 0 && random.nextInt(PERCENT) < share;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
