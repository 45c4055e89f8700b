@NullMarked
package io.breakwater.waterfall.auction;

import org.jspecify.annotations.NullMarked;
