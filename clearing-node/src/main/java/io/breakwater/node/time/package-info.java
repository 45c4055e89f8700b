/**
 * House time on a node: nodes exchange their clocks every second, and only what a majority agrees on, with a bound on its
 * error, may end a deadline. Here, and nowhere else, a clock is read.
 */
@NullMarked
package io.breakwater.node.time;

import org.jspecify.annotations.NullMarked;
