package io.breakwater.waterfall.account;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.money.Rounding;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import java.util.List;
import java.util.Optional;

/**
 * The netted lots of one account in one instrument. {@code cost} is the sum of lots x (ticks x tickValue - funding index)
 * since the last conversion into cash, so value = lots x mark - cost; {@code openCost} is the entry value of the lots
 * still open, from which the gain since entry is measured, settled or not. A flat position has neither.
 *
 * <p>Every change keeps cash - cost of the account plus the booked leg's cost: what leaves cost arrives in cash.
 * {@code settledNumber} is the newest settlement applied (0: none), {@code retiredAt} what one lot was worth at the final
 * one once it has come. {@code fresh} lots were opened since then: earlier settlements are none of theirs.
 */
public record Position(
        Lots lots, Money cost, Money openCost, long settledNumber, boolean fresh, Optional<Money> retiredAt) {

    public Position {
        if (lots.isFlat() && !(cost.isZero() && openCost.isZero())) {
            throw new IllegalStateException("a flat position with cost " + cost + ", open cost " + openCost);
        }
        if (retiredAt.isPresent() && !lots.isFlat()) {
            throw new IllegalStateException("lots after the final settlement: " + lots);
        }
    }

    /** No lots yet. */
    public static Position none(Currency currency) {
        return new Position(Lots.NONE, currency.zero(), currency.zero(), 0, false, Optional.empty());
    }

    /** lots x (ticks x tickValue - fundingIndex) - cost: what the account would receive if it settled at this mark. */
    public Money value(Instrument instrument, Mark mark) {
        return instrument.value(lots, mark).minus(cost);
    }

    /** lots x ticks x tickValue - open cost: the gain since entry without funding; ranks and limits deleveraging. */
    public Money gain(Instrument instrument, Mark mark) {
        return instrument.value(lots, mark.price()).minus(openCost);
    }

    /**
     * The part of the gain that leaves with {@code closed} lots, the floor of their share of the open cost taken along;
     * what stays keeps the rest, so the parts sum to the gain.
     */
    public Money gainOn(Instrument instrument, Mark mark, long closed) {
        if (closed < 1 || closed > lots.size()) {
            throw new IllegalArgumentException("cannot close " + closed + " of " + lots);
        }
        Lots leaving = Lots.of(lots.isLong() ? closed : -closed);
        return instrument.value(leaving, mark.price()).minus(share(openCost, closed, lots.size()));
    }

    /**
     * Books a leg. A position that becomes flat converts its cost to cash in the same event; one whose instrument is
     * finally settled settles the leg at the final price at once.
     */
    public PositionChange book(LotsLeg leg) {
        if (retiredAt.isPresent()) {
            Money worth = retiredAt.get().times(leg.lots().count());
            return new PositionChange(this, worth.minus(leg.cost()));
        }
        Lots total = lots.plus(leg.lots());
        Money totalCost = cost.plus(leg.cost());
        if (total.isFlat()) {
            return new PositionChange(flat(retiredAt), totalCost.negated());
        }
        Position after = new Position(
                total, totalCost, openCostAfter(leg, total), settledNumber, fresh || lots.isFlat(), retiredAt);
        return new PositionChange(after, cost.currency().zero());
    }

    /**
     * Applies a settlement: cash += v and cost += v, v = lots x settlement price - cost, so equity stays. A final one
     * retires the lots as well. A settlement that was applied before changes nothing; the account applies them in order.
     */
    public PositionChange settle(Instrument instrument, Settlement settlement) {
        if (settlement.number() <= settledNumber || retiredAt.isPresent()) {
            return new PositionChange(this, cost.currency().zero());
        }
        Money variation = value(instrument, settlement.mark());
        if (settlement.last()) {
            Position retired = flat(Optional.of(instrument.perLot(settlement.mark())));
            return new PositionChange(retired.settledThrough(settlement.number()), variation);
        }
        Position after = new Position(lots, cost.plus(variation), openCost, settlement.number(), false, retiredAt);
        return new PositionChange(after, variation);
    }

    /**
     * The settlements that this position has still to apply, in order. Fresh lots settle with the settlement that the
     * judged snapshot itself brings, because a trade that arrives later settles next time; at a final one whatever
     * arrives settles at once, and a flat position is retired as well.
     */
    List<Settlement> due(RiskFacts.Quoted quoted) {
        List<Settlement> known = quoted.settlements();
        if (retiredAt.isPresent() || known.isEmpty()) {
            return List.of();
        }
        Settlement newest = known.get(known.size() - 1);
        boolean now = newest.last() || (quoted.settles() && !lots.isFlat());
        if (lots.isFlat() || fresh) {
            return now && newest.number() > settledNumber ? List.of(newest) : List.of();
        }
        return known.stream().filter(each -> each.number() > settledNumber).toList();
    }

    private Money openCostAfter(LotsLeg leg, Lots total) {
        if (!lots.isOpposite(leg.lots())) {
            return openCost.plus(leg.entryValue());
        }
        if (!lots.isOpposite(total)) {
            return openCost.minus(share(openCost, leg.lots().size(), lots.size()));
        }
        return leg.entryValue()
                .minus(share(leg.entryValue(), lots.size(), leg.lots().size()));
    }

    /** What goes with the lots that close: the floor of their share. */
    private static Money share(Money amount, long lots, long of) {
        return Ratio.of(lots, of).of(amount, Rounding.OPEN_COST_SHARE);
    }

    private Position flat(Optional<Money> retired) {
        Money zero = cost.currency().zero();
        return new Position(Lots.NONE, zero, zero, settledNumber, false, retired);
    }

    private Position settledThrough(long number) {
        return new Position(lots, cost, openCost, number, fresh, retiredAt);
    }
}
