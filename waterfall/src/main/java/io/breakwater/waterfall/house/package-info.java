/**
 * The house itself: its members and their contributions, the sources that may write lots, the defaults it has declared,
 * the order in which losses are drawn, and what members owe it with deadlines.
 */
@NullMarked
package io.breakwater.waterfall.house;

import org.jspecify.annotations.NullMarked;
