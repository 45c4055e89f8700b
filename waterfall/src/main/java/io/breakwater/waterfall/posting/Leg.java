package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Money;

/** One movement on one account: what it receives is positive, what it gives is negative. */
public sealed interface Leg {

    /**
     * Lots with what they cost.
     *
     * @param lots bought positive, sold negative
     * @param cost lots x (price - funding index) x tickValue; value minus cost is what the position has not settled
     * @param entryValue lots x price x tickValue, from which gains since entry are measured
     */
    record LotsLeg(InstrumentId instrument, Lots lots, Money cost, Money entryValue) implements Leg {

        public LotsLeg {
            if (!cost.currency().equals(entryValue.currency())) {
                throw new IllegalArgumentException("cost " + cost + " and entry value " + entryValue);
            }
        }

        /** A trade at a price: cost = lots x (ticks x tickValue - funding index), with the index as the entry is made. */
        public static LotsLeg trade(
                Instrument instrument, Lots lots, io.breakwater.waterfall.market.Mark priceAndIndex) {
            return new LotsLeg(
                    instrument.id(),
                    lots,
                    instrument.value(lots, priceAndIndex),
                    instrument.value(lots, priceAndIndex.price()));
        }

        /** A transfer at cost, without a price: an inventory takes over what a defaulter carried. */
        public static LotsLeg atCost(InstrumentId instrument, Lots lots, Money cost) {
            return new LotsLeg(instrument, lots, cost, cost);
        }

        /** The other side of the same movement. */
        public LotsLeg opposite() {
            return new LotsLeg(instrument, lots.negated(), cost.negated(), entryValue.negated());
        }
    }

    /** Units of a collateral asset lodged, or taken back when negative. */
    record AssetLeg(AssetId asset, long units) implements Leg {}

    /** Money received, or given when negative. */
    record MoneyLeg(Money amount) implements Leg {}
}
