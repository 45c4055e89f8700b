/**
 * Who must close lots for a defaulter when nobody bids, in which order, and what that may cost them: within their gain
 * and their equity, never out of their margin.
 */
@NullMarked
package io.breakwater.waterfall.deleveraging;

import org.jspecify.annotations.NullMarked;
