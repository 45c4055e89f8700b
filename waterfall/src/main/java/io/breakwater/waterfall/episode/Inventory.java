package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.account.AccountReply.Surrendered.Holding;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.util.Map;
import java.util.function.Function;

/**
 * What an episode took over from one account in default, after all that has been sold since.
 *
 * @param account the inventory's own account
 * @param kind of the account in default
 * @param taken lots as they were taken over
 * @param holdings lots and their cost now
 * @param uncollected settled and not answered for, never positive
 * @param collateral what was lodged when it was taken over
 */
public record Inventory(
        EntityId account,
        AccountKind kind,
        Table<InstrumentId, Holding> taken,
        Table<InstrumentId, Holding> holdings,
        Money uncollected,
        Table<AssetId, Long> collateral) {

    /** Nothing was there to be taken over. */
    static Inventory empty(EntityId account, AccountKind kind, Money zero) {
        return new Inventory(account, kind, Table.empty(), Table.empty(), zero, Table.empty());
    }

    /** The lots it still has of an instrument. */
    public Lots lots(InstrumentId instrument) {
        return holdings.find(instrument).map(Holding::lots).orElse(Lots.NONE);
    }

    /** With these lots booked at this cost: sold lots are negative, and so is their cost. */
    Inventory with(InstrumentId instrument, Lots lots, Money cost) {
        Holding before = holdings.find(instrument)
                .orElse(new Holding(Lots.NONE, cost.currency().zero()));
        Holding after = new Holding(before.lots().plus(lots), before.cost().plus(cost));
        return new Inventory(account, kind, taken, holdings.with(instrument, after), uncollected, collateral);
    }

    /**
     * uncollected + sum of lots x mark - cost: its equity, however much of its cost has become cash by now. Settlements
     * change nothing of it.
     */
    Money equity(PriceSnapshot at, Function<InstrumentId, Instrument> instruments) {
        return equity(holdings, at, instruments);
    }

    /** The same as if nothing had been sold. */
    Money equityAsTaken(PriceSnapshot at, Function<InstrumentId, Instrument> instruments) {
        return equity(taken, at, instruments);
    }

    private Money equity(
            Table<InstrumentId, Holding> of, PriceSnapshot at, Function<InstrumentId, Instrument> instruments) {
        Money equity = uncollected;
        for (Map.Entry<InstrumentId, Holding> row : of.entrySet()) {
            Holding holding = row.getValue();
            Money value = holding.lots().isFlat()
                    ? equity.currency().zero()
                    : instruments
                            .apply(row.getKey())
                            .value(holding.lots(), at.mark(row.getKey()).orElseThrow());
            equity = equity.plus(value).minus(holding.cost());
        }
        return equity;
    }
}
