/**
 * The sealed-bid auction of one portfolio of a default: bids are held against their bidders' margin, nobody sees them before
 * the close, and the award is the run of entries that moves the lots.
 */
@NullMarked
package io.breakwater.waterfall.auction;

import org.jspecify.annotations.NullMarked;
