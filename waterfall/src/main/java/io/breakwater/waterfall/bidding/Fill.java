package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.EntityId;

/**
 * Lots that a bidder takes at its own price.
 *
 * @param bid the number under which the bid was placed, which is also that of its hold
 * @param lots as the bidder receives them: bought positive, sold negative
 */
public record Fill(long bid, EntityId bidder, String member, Lots lots, Price price) {}
