/**
 * Payouts: a member's withdrawal from the hold at its account, over the money in transit, to the bank's word that it has
 * left or come back. Each step moves the money once, and the step that cannot be taken back comes last.
 */
@NullMarked
package io.breakwater.waterfall.payouts;

import org.jspecify.annotations.NullMarked;
