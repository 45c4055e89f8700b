/**
 * One clearing account: its cash, positions and collateral, and what each booking and settlement does to them. A
 * conversion adds the same amount to cash and to cost, so equity never depends on when an account settles. Then its calls,
 * what it sets aside for others, its liquidation, and how an episode takes it over.
 */
@NullMarked
package io.breakwater.waterfall.account;

import org.jspecify.annotations.NullMarked;
