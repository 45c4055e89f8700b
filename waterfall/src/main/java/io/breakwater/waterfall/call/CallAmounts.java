package io.breakwater.waterfall.call;

import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;

/**
 * What an account owes on a call: {@code total} may be met with cash or collateral at its value after the haircut, its
 * part {@code inCash} with cash only.
 */
public record CallAmounts(Money total, Money inCash) {

    public CallAmounts {
        if (inCash.isNegative() || total.isLessThan(inCash)) {
            throw new IllegalArgumentException("not call amounts: " + total + ", in cash " + inCash);
        }
    }

    public static CallAmounts none(Currency currency) {
        return new CallAmounts(currency.zero(), currency.zero());
    }

    /** max(restore-to requirement + holds - equity, -cash), of it max(0, -cash) in cash; never negative. */
    public static CallAmounts shortOf(Money restoreTo, AccountFigures figures) {
        Money inCash = figures.cash().negated().orZeroIfNegative();
        return new CallAmounts(figures.shortfall(restoreTo).max(inCash), inCash);
    }

    public CallAmounts plus(CallAmounts more) {
        return new CallAmounts(total.plus(more.total), inCash.plus(more.inCash));
    }

    public boolean isNothing() {
        return total.isZero();
    }
}
