/**
 * One default from declaration to closure, as one declared table of phases. The loss is fixed once; every layer is drawn once,
 * in the order of the rulebook, and every cent of it is placed.
 */
@NullMarked
package io.breakwater.waterfall.episode;

import org.jspecify.annotations.NullMarked;
