package io.breakwater.waterfall.collateral;

/** Units of one asset that an account has lodged, such as dollars of face of a bill; never negative. */
public record CollateralHolding(AssetId asset, long units) {

    public CollateralHolding {
        if (units < 0) {
            throw new IllegalArgumentException("negative holding of " + asset + ": " + units);
        }
    }

    public CollateralHolding plus(long more) {
        return new CollateralHolding(asset, Math.addExact(units, more));
    }

    public CollateralHolding minus(long fewer) {
        return new CollateralHolding(asset, Math.subtractExact(units, fewer));
    }
}
