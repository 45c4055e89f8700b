/** Withdrawals at run time, from the hold to the bank's word. */
@NullMarked
package io.breakwater.node.payouts;

import org.jspecify.annotations.NullMarked;
