package io.breakwater.waterfall.account;

import io.breakwater.waterfall.account.AccountEvent.Settled;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settlements that one snapshot makes an account apply, and what they make of it. */
final class Settling {

    private final Account account;
    private final List<Settled> settled = new ArrayList<>();
    private final SortedMap<Currency, Money> cash = new TreeMap<>();
    private final SortedMap<InstrumentId, Position> positions = new TreeMap<>();

    private Settling(Account account) {
        this.account = account;
    }

    /** By instrument, the first settlement that the account has not applied and was not told of. */
    static SortedMap<InstrumentId, Long> missing(Account account, RiskFacts facts) {
        SortedMap<InstrumentId, Long> missing = new TreeMap<>();
        for (Map.Entry<InstrumentId, Position> row : account.positions().entrySet()) {
            Position position = row.getValue();
            facts.find(row.getKey())
                    .filter(quoted -> !position.lots().isFlat() && !position.fresh())
                    .map(position::due)
                    .filter(due -> !due.isEmpty() && due.get(0).number() > position.settledNumber() + 1)
                    .ifPresent(due -> missing.put(row.getKey(), position.settledNumber() + 1));
        }
        return missing;
    }

    /** Applies all that are due; none may be missing. */
    static Settling of(Account account, RiskFacts facts) {
        Settling settling = new Settling(account);
        for (Map.Entry<InstrumentId, Position> row : account.positions().entrySet()) {
            facts.find(row.getKey()).ifPresent(quoted -> settling.settle(row.getKey(), row.getValue(), quoted));
        }
        return settling;
    }

    Account after() {
        return account.moved(cash, Collections.emptyMap(), positions);
    }

    List<Settled> settled() {
        return settled;
    }

    SortedMap<Currency, Money> cash() {
        return cash;
    }

    SortedMap<InstrumentId, Position> positions() {
        return positions;
    }

    /** What moved into cash in one currency. */
    Money variation(Currency currency) {
        Money sum = currency.zero();
        for (Settled each : settled) {
            sum = each.variation().currency().equals(currency) ? sum.plus(each.variation()) : sum;
        }
        return sum;
    }

    private void settle(InstrumentId id, Position before, RiskFacts.Quoted quoted) {
        Instrument instrument = quoted.listing().instrument();
        Position position = before;
        for (Settlement settlement : before.due(quoted)) {
            PositionChange change = position.settle(instrument, settlement);
            settled.add(new Settled(id, settlement, position.lots(), position.cost(), change.cash()));
            Currency currency = change.cash().currency();
            cash.merge(
                    currency, account.cash(currency).plus(change.cash()), (known, first) -> known.plus(change.cash()));
            position = change.after();
            positions.put(id, position);
        }
    }
}
