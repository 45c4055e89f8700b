/** What lodged assets count for. */
@NullMarked
package io.breakwater.waterfall.collateral;

import org.jspecify.annotations.NullMarked;
