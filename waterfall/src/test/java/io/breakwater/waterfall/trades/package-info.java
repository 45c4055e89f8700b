/** Proves the rules of trades, alone and over a network that loses, doubles and delays. */
@NullMarked
package io.breakwater.waterfall.trades;

import org.jspecify.annotations.NullMarked;
