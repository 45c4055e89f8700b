package io.breakwater.waterfall.collateral;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Rounding;
import java.util.Optional;

/**
 * What one unit of an asset is worth before its haircut, the haircut, and the most that is credited to one account.
 * These values are for calls and withdrawals; a layer of the waterfall draws what collateral fetched.
 */
public record CollateralTerms(AssetId asset, Money unitValue, Haircut haircut, Optional<Money> limit) {

    public CollateralTerms {
        if (unitValue.isNegative() || limit.filter(Money::isNegative).isPresent()) {
            throw new IllegalArgumentException("negative terms of " + asset + ": " + unitValue + ", " + limit);
        }
    }

    public static CollateralTerms of(AssetId asset, Money unitValue, Haircut haircut) {
        return new CollateralTerms(asset, unitValue, haircut, Optional.empty());
    }

    /** units x unit value x (1 - haircut), down to the minor unit, at most the limit. */
    public Money valueOf(CollateralHolding holding) {
        if (!holding.asset().equals(asset)) {
            throw new IllegalArgumentException("terms of " + asset + " for " + holding.asset());
        }
        Money value = haircut.kept().of(unitValue.times(holding.units()), Rounding.COLLATERAL);
        return limit.map(value::min).orElse(value);
    }
}
