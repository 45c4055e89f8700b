/**
 * Buckets: each keeps the roster of its accounts, wakes those that have obligations, and attests with its heartbeat
 * when the house was there to take a cure. An account lives in exactly one of 256 buckets, for ever.
 */
@NullMarked
package io.breakwater.waterfall.bucket;

import org.jspecify.annotations.NullMarked;
