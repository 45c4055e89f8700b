/** Publications judged one after the other, as the price service does it. */
@NullMarked
package io.breakwater.waterfall.price;

import org.jspecify.annotations.NullMarked;
