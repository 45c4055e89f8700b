package io.breakwater.waterfall.seeded;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A small reproducible source of test inputs (SplitMix64); the same seed always gives the same inputs. */
public final class Generator {

    private long state;

    public Generator(long seed) {
        state = seed;
    }

    public long anyLong() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** A number from low to high, both included. */
    public long between(long low, long high) {
        return low + Long.remainderUnsigned(anyLong(), high - low + 1);
    }

    /** A number from zero to the bound whose number of digits is even-handed, so that small ones are common. */
    public long upTo(long bound) {
        return between(0, Math.max(0, Math.min(bound, (1L << between(0, 62)))));
    }

    public boolean oneIn(int chances) {
        return between(1, chances) == 1;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get((int) between(0, choices.size() - 1L));
    }

    public <T> List<T> listOf(long size, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            items.add(item.get());
        }
        return items;
    }

    public <T> List<T> shuffled(List<T> items) {
        List<T> shuffled = new ArrayList<>(items);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            shuffled.set(i, shuffled.set((int) between(0, i), shuffled.get(i)));
        }
        return shuffled;
    }
}
