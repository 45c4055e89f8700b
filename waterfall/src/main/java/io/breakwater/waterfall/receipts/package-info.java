/**
 * Receipts: what an entity has answered to whom, kept in its state, so that the same request has one effect and one answer
 * however often it comes, and so that an unknown outcome can be settled.
 */
@NullMarked
package io.breakwater.waterfall.receipts;

import org.jspecify.annotations.NullMarked;
