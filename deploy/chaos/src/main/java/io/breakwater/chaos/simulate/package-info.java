/**
 * Runs of the simulation by seed: what befalls a run, whether it holds, how it counts, and what is left of it when it fails.
 *
 * <p>Not simulated: final settlements while an episode is open, collateral, direct accounts, and two defaulters as the only
 * sides of an instrument. The nodes are restarted once when all faults have ended, see {@link Simulation.Settings}. The wall
 * clock of one node at most is wrong, and no cluster shrinks to one member: who is alone takes its own clock for a majority's.
 */
@NullMarked
package io.breakwater.chaos.simulate;

import org.jspecify.annotations.NullMarked;
