package io.breakwater.waterfall.account;

import io.breakwater.waterfall.account.Liquidating.Closing;
import io.breakwater.waterfall.desk.DeskMessage.Level;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.margin.RequirementPart;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How many lots of one instrument a liquidation closes: the smallest whole number for which the account, after filling
 * them against the bids that the desk told, best first, and what they do not cover at the mark, and after paying the fee,
 * has what it must have for the rest at the restore-to level; if no number suffices, all. The fee per lot closed never
 * takes equity below zero. Bids beyond the limit are none. Exact; tried lot by lot, because neither what a lot costs nor
 * what it releases need be the same for each.
 */
final class LiquidationPlan {

    /** Lots of one order; a larger position is closed in several. */
    static final long LOTS = 10_000;

    private final Liquidating account;
    private final Closing closing;
    private final Money feePerLot;
    private final Deque<Level> bids = new ArrayDeque<>();
    private long leftOfBid;

    private LiquidationPlan(Liquidating account, Closing closing, List<Level> levels, Money feePerLot) {
        this.account = account;
        this.closing = closing;
        this.feePerLot = feePerLot;
        levels.stream()
                .filter(level -> level.lots() > 0 && isWithinLimit(level.price()))
                .forEach(bids::add);
    }

    /** The number of lots; at least 1. */
    static long lots(Liquidating account, Closing closing, List<Level> levels, Money feePerLot) {
        return new LiquidationPlan(account, closing, levels, feePerLot).smallest();
    }

    private long smallest() {
        long most = Math.min(LOTS, closing.most().size());
        Money equity = account.valuation().figures().equity();
        Money held = account.valuation().figures().held();
        for (long lots = 1; lots <= most; lots++) {
            equity = equity.plus(gainOnNext());
            Money fee = feePerLot.times(lots).min(equity.orZeroIfNegative());
            if (equity.minus(fee).minus(held).covers(requiredWithout(lots))) {
                return lots;
            }
        }
        return most;
    }

    /** What filling one more lot does to equity at the mark; never above zero in a market whose bids are below it. */
    private Money gainOnNext() {
        if (leftOfBid == 0 && !bids.isEmpty()) {
            leftOfBid = bids.element().lots();
        }
        if (bids.isEmpty()) {
            return feePerLot.currency().zero();
        }
        Instrument instrument = closing.instrument();
        Money atBid = instrument.perLot(bids.element().price());
        Money better = atBid.minus(instrument.perLot(closing.quoted().mark().price()));
        leftOfBid--;
        if (leftOfBid == 0) {
            bids.remove();
        }
        return closing.most().isLong() ? better.negated() : better;
    }

    private Money requiredWithout(long lots) {
        Lots own = account.account()
                .position(closing.instrument().id(), account.currency())
                .lots();
        Lots left = own.plus(Lots.of(closing.most().isLong() ? lots : -lots));
        Lots margined = Valuation.worst(account.account(), closing.instrument().id(), left);
        MarginLevels total = closing.quoted()
                .listing()
                .margin()
                .requirement(
                        closing.instrument(),
                        margined,
                        closing.quoted().mark(),
                        account.facts().at().date())
                .required();
        for (RequirementPart part : account.valuation().requirement().parts().values()) {
            total = part.instrument().equals(closing.instrument().id()) ? total : total.plus(part.required());
        }
        return account.policy().restoreTo().of(total);
    }

    private boolean isWithinLimit(Price price) {
        return closing.limit()
                .filter(limit -> closing.most().isLong() ? price.compareTo(limit) > 0 : price.compareTo(limit) < 0)
                .isEmpty();
    }
}
