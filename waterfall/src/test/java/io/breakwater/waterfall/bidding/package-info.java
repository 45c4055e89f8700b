@NullMarked
package io.breakwater.waterfall.bidding;

import org.jspecify.annotations.NullMarked;
