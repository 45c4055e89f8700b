/**
 * Margin calls: when an account is called, for how much, until when, and how a call ends. A call is a timed obligation;
 * what was asked for is never lowered by a price, payments fill the oldest amount first, and nothing expires unasked.
 */
@NullMarked
package io.breakwater.waterfall.call;

import org.jspecify.annotations.NullMarked;
