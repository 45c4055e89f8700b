/**
 * How an entity runs: the contract between the rules in this module and whatever carries them out, be it a node of the
 * cluster or a simulation. A rule decides; the carrier persists, sends, wakes and replies, and decides nothing.
 */
@NullMarked
package io.breakwater.waterfall.process;

import org.jspecify.annotations.NullMarked;
