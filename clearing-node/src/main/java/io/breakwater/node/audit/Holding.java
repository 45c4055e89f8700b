package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent.Settled;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import java.math.BigInteger;
import java.util.Optional;

/**
 * One instrument of one account, added up from legs and settlements alone. Written down a second time on purpose: the
 * account's own arithmetic is what is being audited.
 */
final class Holding {

    private final Currency currency;
    private long lots;
    private Money cost;
    private Money openCost;
    private Optional<Money> retiredPerLot = Optional.empty();
    private long retiredLots;
    private long settledNumber;

    Holding(Currency currency) {
        this.currency = currency;
        this.cost = currency.zero();
        this.openCost = currency.zero();
    }

    long lots() {
        return lots;
    }

    Money cost() {
        return cost;
    }

    long settledNumber() {
        return settledNumber;
    }

    /** Books a leg, and answers what it turns into cash: all of the cost when the account becomes flat. */
    Money book(LotsLeg leg) {
        long count = leg.lots().count();
        if (retiredPerLot.isPresent()) {
            retiredLots = Math.addExact(retiredLots, count);
            return retiredPerLot.get().times(count).minus(leg.cost());
        }
        long total = Math.addExact(lots, count);
        openCost = total == 0 ? currency.zero() : openCostAfter(leg, count, total);
        lots = total;
        cost = cost.plus(leg.cost());
        if (lots != 0) {
            return currency.zero();
        }
        Money converted = cost.negated();
        cost = currency.zero();
        return converted;
    }

    /** Applies a settlement as its event states it, at a price per lot that the event implies. */
    void settle(Settled settled, Optional<Money> retiredAt) {
        settledNumber = settled.settlement().number();
        if (settled.settlement().last()) {
            retiredLots = lots;
            retiredPerLot = retiredAt;
            lots = 0;
            cost = currency.zero();
            openCost = currency.zero();
        } else {
            cost = cost.plus(settled.variation());
        }
    }

    /** What the event states about the same instrument and is not so; empty when all of it is. */
    String difference(InstrumentId instrument, Position stated) {
        if (stated.lots().count() != lots) {
            return instrument + " has " + lots + " lots, not " + stated.lots().count();
        }
        if (!stated.cost().equals(cost)) {
            return instrument + " cost " + cost + ", not " + stated.cost();
        }
        if (!stated.openCost().equals(openCost)) {
            return instrument + " has open cost " + openCost + ", not " + stated.openCost();
        }
        return stated.retiredAt().equals(retiredPerLot)
                ? ""
                : instrument + " was retired at " + retiredPerLot + ", not " + stated.retiredAt();
    }

    /** With the lots and the worth that were retired, beside what the events state of the living. */
    AccountClosing.Book closing(Position stated) {
        Money worth = retiredPerLot.map(perLot -> perLot.times(retiredLots)).orElseGet(currency::zero);
        return new AccountClosing.Book(
                Math.addExact(stated.lots().count(), retiredLots),
                stated.cost().plus(worth),
                stated.lots().count());
    }

    private Money openCostAfter(LotsLeg leg, long count, long total) {
        if (lots == 0 || Long.signum(lots) == Long.signum(count)) {
            return openCost.plus(leg.entryValue());
        }
        if (Long.signum(total) == Long.signum(lots)) {
            return openCost.minus(share(openCost, Math.absExact(count), Math.absExact(lots)));
        }
        return leg.entryValue().minus(share(leg.entryValue(), Math.absExact(lots), Math.absExact(count)));
    }

    /** The floor of amount x part / whole. */
    private static Money share(Money amount, long part, long whole) {
        BigInteger[] divided = BigInteger.valueOf(amount.minorUnits())
                .multiply(BigInteger.valueOf(part))
                .divideAndRemainder(BigInteger.valueOf(whole));
        BigInteger floor = divided[1].signum() < 0 ? divided[0].subtract(BigInteger.ONE) : divided[0];
        return amount.currency().minor(floor.longValueExact());
    }
}
