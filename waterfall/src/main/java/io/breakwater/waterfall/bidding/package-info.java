/**
 * Bids for lots and who gets how many of them: best price first, then the earlier, each at its own price. Pure
 * arithmetic that the desk and the default auctions share.
 */
@NullMarked
package io.breakwater.waterfall.bidding;

import org.jspecify.annotations.NullMarked;
