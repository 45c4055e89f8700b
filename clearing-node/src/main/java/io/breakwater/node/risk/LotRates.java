package io.breakwater.node.risk;

import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.margin.BracketTier;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Ratio;
import java.time.LocalDate;

/**
 * What a lot of one instrument is worth and requires at one mark, in floating point for the sweep. Close to what the
 * account computes exactly, never relied on to the minor unit: requirements come out at most one unit per position low.
 */
final class LotRates {

    /** lots are worth lots x perLot, funding taken off. */
    final double perLot;

    private final double notionalPerLot;
    private final double[] above;
    private final double[] maintenance;
    private final double[] initial;
    private final double leastMaintenance;
    private final double leastInitial;

    private LotRates(Instrument instrument, Mark mark, BracketMargin model) {
        double price = (double) mark.price().ticks() * instrument.tickValue();
        perLot = price - mark.fundingIndex();
        notionalPerLot = Math.abs(price);
        int tiers = model.tiers().size();
        above = new double[tiers];
        maintenance = new double[tiers];
        initial = new double[tiers];
        for (int i = 0; i < tiers; i++) {
            BracketTier tier = model.tiers().get(i);
            above[i] = tier.above().minorUnits();
            maintenance[i] = rate(tier.maintenanceRate());
            initial[i] = rate(tier.initialRate());
        }
        leastMaintenance = model.leastPerLot().maintenance().minorUnits();
        leastInitial = model.leastPerLot().initial().minorUnits();
    }

    private LotRates(Instrument instrument, Mark mark, MarginLevels fixed) {
        perLot = (double) mark.price().ticks() * instrument.tickValue() - mark.fundingIndex();
        notionalPerLot = 0;
        above = new double[0];
        maintenance = new double[0];
        initial = new double[0];
        leastMaintenance = fixed.maintenance().minorUnits();
        leastInitial = fixed.initial().minorUnits();
    }

    static LotRates of(Listing listing, Mark mark, LocalDate businessDate) {
        if (listing.margin() instanceof FixedMargin fixed) {
            return new LotRates(
                    listing.instrument(), mark, fixed.inForce(businessDate).getValue());
        }
        if (listing.margin() instanceof BracketMargin bracket) {
            return new LotRates(listing.instrument(), mark, bracket);
        }
        throw new IllegalStateException("no rates for " + listing.margin());
    }

    /** What so many lots require at the maintenance level. */
    double maintenance(long size) {
        return Math.max(slices(size, maintenance), size * leastMaintenance);
    }

    /** What so many lots require at the initial level. */
    double initial(long size) {
        return Math.max(slices(size, initial), size * leastInitial);
    }

    private double slices(long size, double[] rates) {
        double notional = size * notionalPerLot;
        double sum = 0;
        for (int i = 0; i < above.length && notional > above[i]; i++) {
            double top = i + 1 < above.length ? Math.min(notional, above[i + 1]) : notional;
            sum += (top - above[i]) * rates[i];
        }
        return sum;
    }

    private static double rate(Ratio ratio) {
        return (double) ratio.numerator() / ratio.denominator();
    }
}
