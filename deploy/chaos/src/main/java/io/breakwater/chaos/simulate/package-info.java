/** Runs of the simulation by seed: what befalls a run, whether it holds, how it counts, and what is left of it when it fails. */
@NullMarked
package io.breakwater.chaos.simulate;

import org.jspecify.annotations.NullMarked;
