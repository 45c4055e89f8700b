/**
 * Where the house closes positions that it has to liquidate: standing bids of members, orders of accounts whose call
 * expired, and a short sealed-bid window for what no standing bid takes.
 */
@NullMarked
package io.breakwater.waterfall.desk;

import org.jspecify.annotations.NullMarked;
