package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Now;
import java.util.Map;
import java.util.Optional;

/** An account in liquidation as it can be decided on now: with house time, and on facts heard lately. */
record Liquidating(Account account, RiskFacts facts, Currency currency, CallPolicy policy, Valuation valuation) {

    static Optional<Liquidating> of(Account account, AccountMemory memory, Now now) {
        if (!isUnderWay(account) || now.house().isEmpty()) {
            return Optional.empty();
        }
        Currency currency = account.terms().orElseThrow().currency();
        return memory.fresh(account, now.uptime())
                .map(facts -> new Liquidating(
                        account,
                        facts,
                        currency,
                        facts.policy().orElseThrow(),
                        Valuation.of(account, currency, facts)));
    }

    /** True while lots of the account are to be closed, or it is to be found out that none need be. */
    static boolean isUnderWay(Account account) {
        Standing standing = account.standing();
        boolean expired =
                standing instanceof Standing.Expired call && call.after() == CallPolicy.AfterExpiry.LIQUIDATION;
        boolean started = expired || standing instanceof Standing.ClosingOut || standing instanceof Standing.Deficient;
        return started && account.terms().isPresent();
    }

    /** Clients sell at any price, because their member stands behind them; nobody else's orders go beyond bankruptcy. */
    boolean isLimited() {
        return account.terms().orElseThrow().kind() != AccountKind.CLIENT;
    }

    /** What the account must have at the level to which a call restores it. */
    Money restoreTo() {
        return valuation.requirement().at(policy.restoreTo());
    }

    boolean isRestored() {
        return valuation.figures().shortfall(restoreTo()).isZero();
    }

    boolean isFlat() {
        return account.positions().entrySet().stream()
                .allMatch(row -> row.getValue().lots().isFlat() || !counts(row.getKey()));
    }

    /**
     * The instrument to be closed next: of those for which something may be found, the one whose own part of the
     * requirement is the largest, of equals the one with the smallest id.
     */
    Optional<Closing> riskiest() {
        Optional<Closing> found = Optional.empty();
        Money most = currency.zero();
        for (Map.Entry<InstrumentId, Position> row : account.positions().entrySet()) {
            InstrumentId id = row.getKey();
            long free = LotsFree.of(account, id);
            if (free > 0
                    && counts(id)
                    && !account.calls().liquidations().fruitless().contains(id)) {
                Money part = policy.restoreTo()
                        .of(Optional.ofNullable(valuation.requirement().parts().get(id))
                                .orElseThrow()
                                .required());
                if (found.isEmpty() || part.isMoreThan(most)) {
                    most = part;
                    found = Optional.of(closing(id, row.getValue().lots(), free));
                }
            }
        }
        return found;
    }

    private Closing closing(InstrumentId id, Lots own, long free) {
        RiskFacts.Quoted quoted = facts.find(id).orElseThrow();
        Optional<Price> limit = isLimited()
                ? Optional.of(BankruptcyPrice.of(this, quoted.listing().instrument(), quoted.mark(), own))
                : Optional.empty();
        return new Closing(quoted, Lots.of(own.isLong() ? -free : free), limit);
    }

    private boolean counts(InstrumentId id) {
        return facts.find(id)
                .filter(quoted -> quoted.listing().instrument().currency().equals(currency))
                .isPresent();
    }

    /**
     * What may be closed in one instrument.
     *
     * @param most all that is the account's own and not held, as the account would book it: sold negative
     * @param limit the worst price
     */
    record Closing(RiskFacts.Quoted quoted, Lots most, Optional<Price> limit) {

        Instrument instrument() {
            return quoted.listing().instrument();
        }

        EntityId desk() {
            return deskOf(instrument());
        }

        Order order(Account account, long lots, Money equity) {
            return new Order(
                    account.self(),
                    account.number() + 1,
                    instrument(),
                    Lots.of(most.isLong() ? lots : -lots),
                    limit,
                    quoted.mark(),
                    equity);
        }
    }

    /** Where an instrument's positions are closed. */
    static EntityId deskOf(Instrument instrument) {
        return EntityId.of(EntityKind.DESK, instrument.id().value());
    }
}
