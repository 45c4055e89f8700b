/** Proves the rules of payouts, alone and over a network that loses, doubles and delays. */
@NullMarked
package io.breakwater.waterfall.payouts;

import org.jspecify.annotations.NullMarked;
