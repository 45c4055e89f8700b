/**
 * What the house clears and takes: instruments with their margin models, and the assets it accepts as collateral. Terms
 * are versioned; a version never changes, so whoever has read it may keep it.
 */
@NullMarked
package io.breakwater.waterfall.catalogue;

import org.jspecify.annotations.NullMarked;
