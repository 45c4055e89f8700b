/**
 * The price service of the house: it judges what the sources publish, keeps the last good price of every instrument, and
 * numbers the snapshots by which every account is margined and settled.
 */
@NullMarked
package io.breakwater.waterfall.price;

import org.jspecify.annotations.NullMarked;
