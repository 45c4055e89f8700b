/**
 * Runs machines in one thread, in virtual time, over a network that loses, doubles and delays, on entities that crash
 * between any two steps. Everything that happens follows from the seed.
 */
@NullMarked
package io.breakwater.waterfall.carrier;

import org.jspecify.annotations.NullMarked;
