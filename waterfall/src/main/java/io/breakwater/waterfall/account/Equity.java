package io.breakwater.waterfall.account;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** cash + collateral after haircuts + value of the positions, at the marks of any snapshot. */
public final class Equity {

    private Equity() {}

    /**
     * The equity of an account in one currency. Collateral without terms counts nothing.
     *
     * @return absent when lots of the account have no mark, or nobody knows their contract
     */
    public static Optional<Money> of(
            Account account,
            Currency currency,
            PriceSnapshot at,
            Function<InstrumentId, Optional<Instrument>> instruments,
            Map<AssetId, CollateralTerms> collateral) {
        boolean isPriced = account.positions().entrySet().stream()
                .filter(row -> !row.getValue().lots().isFlat())
                .map(Map.Entry::getKey)
                .allMatch(id -> instruments.apply(id).isPresent() && at.mark(id).isPresent());
        return isPriced ? Optional.of(ofPriced(account, currency, at, instruments, collateral)) : Optional.empty();
    }

    /** The same, where lots in what has no mark count at their cost: they have neither gained nor lost. */
    public static Money ofPriced(
            Account account,
            Currency currency,
            PriceSnapshot at,
            Function<InstrumentId, Optional<Instrument>> instruments,
            Map<AssetId, CollateralTerms> collateral) {
        Money equity = account.cash(currency);
        for (Map.Entry<AssetId, Long> row : account.collateral().entrySet()) {
            equity = Optional.ofNullable(collateral.get(row.getKey()))
                    .filter(terms -> terms.unitValue().currency().equals(currency))
                    .map(terms -> Valuation.worth(terms, row.getValue()))
                    .map(equity::plus)
                    .orElse(equity);
        }
        for (Map.Entry<InstrumentId, Position> row : account.positions().entrySet()) {
            Optional<Instrument> counted = instruments.apply(row.getKey()).filter(each -> each.currency()
                    .equals(currency));
            Optional<Mark> mark = at.mark(row.getKey());
            if (!row.getValue().lots().isFlat() && counted.isPresent() && mark.isPresent()) {
                equity = equity.plus(row.getValue().value(counted.get(), mark.get()));
            }
        }
        return equity;
    }
}
