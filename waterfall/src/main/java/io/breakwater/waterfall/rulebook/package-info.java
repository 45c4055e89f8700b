/**
 * Which resources answer a loss, in which order and up to which caps, as data. A rulebook is versioned, and an episode
 * keeps the one it was declared under.
 */
@NullMarked
package io.breakwater.waterfall.rulebook;

import org.jspecify.annotations.NullMarked;
