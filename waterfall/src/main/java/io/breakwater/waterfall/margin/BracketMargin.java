package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * Rates by size: the notional |lots x ticks x tickValue| fills the tiers from below, each slice at its own rate, so
 * that the requirement is continuous. In the usual notation: notional x rate of the tier - amount of the tier, where the
 * amount is what the smaller tiers save. A requirement is rounded up once, after the sum.
 *
 * <p>A notional is zero at price zero and small near it, where a contract can lose most; {@code leastPerLot} is the
 * margin per lot below which a requirement never falls.
 */
public record BracketMargin(List<BracketTier> tiers, MarginLevels leastPerLot) implements MarginModel {

    /** The most tiers an instrument may have. */
    public static final int MAX_TIERS = 32;

    public BracketMargin {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || tiers.size() > MAX_TIERS || !tiers.get(0).above().isZero()) {
            throw new IllegalArgumentException("tiers start at zero, 1 to " + MAX_TIERS + ": " + tiers);
        }
        for (int i = 1; i < tiers.size(); i++) {
            BracketTier lower = tiers.get(i - 1);
            BracketTier upper = tiers.get(i);
            if (!upper.above().isMoreThan(lower.above())
                    || upper.maintenanceRate().compareTo(lower.maintenanceRate()) < 0
                    || upper.initialRate().compareTo(lower.initialRate()) < 0) {
                throw new IllegalArgumentException("tiers must rise in size and rates: " + lower + ", " + upper);
            }
        }
    }

    /** Tiers without a least margin per lot. */
    public static BracketMargin of(List<BracketTier> tiers) {
        return new BracketMargin(tiers, MarginLevels.none(tiers.get(0).above().currency()));
    }

    @Override
    public RequirementPart requirement(Instrument instrument, Lots lots, Mark mark, LocalDate businessDate) {
        Money notional = instrument.value(lots, mark.price()).abs();
        MarginLevels bySize = new MarginLevels(
                sumOfSlices(notional, BracketTier::maintenanceRate), sumOfSlices(notional, BracketTier::initialRate));
        MarginLevels required = bySize.max(leastPerLot.times(lots.size()));
        int tier = tierOf(notional);
        BracketTier reached = tiers.get(tier);
        return new RequirementPart(
                instrument.id(),
                lots,
                mark,
                required,
                new MarginBasis.Bracket(notional, tier, reached.maintenanceRate(), reached.initialRate()));
    }

    /** The number of the highest tier, counted from zero, that a notional reaches into. */
    public int tierOf(Money notional) {
        int tier = 0;
        while (tier + 1 < tiers.size()
                && notional.isMoreThan(tiers.get(tier + 1).above())) {
            tier++;
        }
        return tier;
    }

    private Money sumOfSlices(Money notional, Function<BracketTier, Ratio> rate) {
        BigInteger numerator = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ONE;
        for (int i = 0; i <= tierOf(notional); i++) {
            Money top = i + 1 < tiers.size() ? notional.min(tiers.get(i + 1).above()) : notional;
            BigInteger slice =
                    BigInteger.valueOf(top.minus(tiers.get(i).above()).minorUnits());
            Ratio share = rate.apply(tiers.get(i));
            BigInteger below = BigInteger.valueOf(share.denominator());
            numerator = numerator
                    .multiply(below)
                    .add(slice.multiply(BigInteger.valueOf(share.numerator())).multiply(denominator));
            denominator = denominator.multiply(below);
        }
        BigInteger[] whole = numerator.divideAndRemainder(denominator);
        BigInteger roundedUp = whole[1].signum() > 0 ? whole[0].add(BigInteger.ONE) : whole[0];
        return notional.currency().minor(roundedUp.longValueExact());
    }
}
