/** Tests of who is deleveraged, and of what it costs. */
@NullMarked
package io.breakwater.waterfall.deleveraging;

import org.jspecify.annotations.NullMarked;
