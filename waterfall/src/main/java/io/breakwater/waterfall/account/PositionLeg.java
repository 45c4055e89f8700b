package io.breakwater.waterfall.account;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;

/**
 * One side of a movement of lots: signed lots, the cost booked for them, and their entry value (lots x price x
 * tickValue, from which gains since entry are measured). The legs of an entry sum to zero in each of the three.
 */
public record PositionLeg(Lots lots, Money cost, Money entryValue) {

    public PositionLeg {
        if (!cost.currency().equals(entryValue.currency())) {
            throw new IllegalArgumentException("a leg in two currencies: " + cost + ", " + entryValue);
        }
    }

    /** A trade at a price: cost = lots x (ticks x tickValue - fundingIndex), with the index at the time of the entry. */
    public static PositionLeg trade(Instrument instrument, Lots lots, Mark priceAndIndex) {
        return new PositionLeg(
                lots, instrument.value(lots, priceAndIndex), instrument.value(lots, priceAndIndex.price()));
    }

    /** A transfer at cost, without a price: an inventory takes over what a defaulter carried. */
    public static PositionLeg atCost(Lots lots, Money cost) {
        return new PositionLeg(lots, cost, cost);
    }

    /** The other side of the same movement. */
    public PositionLeg opposite() {
        return new PositionLeg(lots.negated(), cost.negated(), entryValue.negated());
    }
}
