/**
 * Money, rates and splits, exact to the minor unit. Amounts never pass through floating point, rounding is always named,
 * and a split always sums to what was split.
 */
@NullMarked
package io.breakwater.waterfall.money;

import org.jspecify.annotations.NullMarked;
