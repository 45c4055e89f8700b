/**
 * What is traded and at which prices: instruments, signed prices in ticks, signed lots, and the numbered snapshots that
 * margin and settle every account. Value is lots x ticks x tick value, exact, at zero and negative prices too.
 */
@NullMarked
package io.breakwater.waterfall.market;

import org.jspecify.annotations.NullMarked;
