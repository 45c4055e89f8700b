/**
 * What members lodge beside cash: assets, how many units of them an account holds, and what they count for after their
 * haircut. Values round down; a layer of the waterfall draws what collateral fetched, never what it counted for.
 */
@NullMarked
package io.breakwater.waterfall.collateral;

import org.jspecify.annotations.NullMarked;
