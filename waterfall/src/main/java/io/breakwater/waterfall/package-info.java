/** The pure core of Breakwater: every rule a risk officer could argue about, free of clocks, actors and randomness. */
@NullMarked
package io.breakwater.waterfall;

import org.jspecify.annotations.NullMarked;
