package io.breakwater.chaos.simulate;

import io.breakwater.chaos.cluster.World;
import io.breakwater.chaos.house.Business;
import java.util.function.BiConsumer;

/**
 * One thing that a plan has happen: a fault, or something that a client does.
 *
 * @param at in nanoseconds since the house was founded
 */
record Action(long at, boolean fault, String text, BiConsumer<World, Business> what) {

    @Override
    public String toString() {
        return String.format("%7.3f s  %s", at / 1e9, text);
    }
}
