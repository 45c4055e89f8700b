package io.breakwater.waterfall.account;

import io.breakwater.waterfall.margin.RequirementPart;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.money.Rounding;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The price at which closing the whole position in an instrument leaves no equity, fees apart: mark - equity / (lots x
 * tickValue) for longs, mark + equity / (lots x tickValue) for shorts, to the next tick at which equity is not negative.
 * Several instruments share the equity by their parts of the requirement, each share rounded down.
 */
final class BankruptcyPrice {

    private BankruptcyPrice() {}

    static Price of(Liquidating account, Instrument instrument, Mark mark, Lots lots) {
        return of(share(account, instrument), instrument, mark, lots);
    }

    /** For an equity at this mark that stands behind these lots alone. */
    static Price of(Money equity, Instrument instrument, Mark mark, Lots lots) {
        long perTick = Math.multiplyExact(lots.size(), instrument.tickValue());
        long ticks = Math.floorDiv(equity.minorUnits(), perTick);
        return lots.isLong() ? mark.price().minusTicks(ticks) : mark.price().plusTicks(ticks);
    }

    private static Money share(Liquidating account, Instrument instrument) {
        Money equity = account.valuation().figures().equity();
        SortedMap<InstrumentId, RequirementPart> parts =
                account.valuation().requirement().parts();
        if (parts.size() == 1) {
            return equity;
        }
        Money own = account.policy()
                .restoreTo()
                .of(Optional.ofNullable(parts.get(instrument.id()))
                        .orElseThrow()
                        .required());
        Money all = account.restoreTo();
        return all.isPositive()
                ? Ratio.of(own.minorUnits(), all.minorUnits()).of(equity, Rounding.COLLATERAL)
                : equity.currency().zero().min(equity);
    }
}
