/**
 * The numbered trade stream of a venue. Every trade of a batch is novated or refused in one event, so that the stream
 * always advances; what is novated reaches both accounts exactly once.
 */
@NullMarked
package io.breakwater.waterfall.trades;

import org.jspecify.annotations.NullMarked;
