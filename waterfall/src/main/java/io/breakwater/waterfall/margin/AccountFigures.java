package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;

/**
 * What one account has, at one mark and in one currency. {@code lockedGains} is the part of its cash that must not leave
 * yet (pay-in-first rulebooks: gains of a settlement whose calls are not met); {@code collateral} is valued after
 * haircuts; {@code held} is the money reserved by holds, which counts like requirement; {@code positionValue} is the sum
 * of lots x mark - cost and may be negative, as may cash.
 */
public record AccountFigures(Money cash, Money lockedGains, Money collateral, Money held, Money positionValue) {

    public AccountFigures {
        if (lockedGains.isNegative() || collateral.isNegative() || held.isNegative()) {
            throw new IllegalArgumentException(
                    "negative locked gains, collateral or hold: " + lockedGains + ", " + collateral + ", " + held);
        }
    }

    /** Figures of an account without holds and locked gains. */
    public static AccountFigures of(Money cash, Money collateral, Money positionValue) {
        Money none = cash.currency().zero();
        return new AccountFigures(cash, none, collateral, none, positionValue);
    }

    public Currency currency() {
        return cash.currency();
    }

    /** cash + collateral after haircuts + value of the positions. */
    public Money equity() {
        return cash.plus(collateral).plus(positionValue);
    }

    /** Equity that is not reserved by holds: what stands against a requirement. */
    public Money freeEquity() {
        return equity().minus(held);
    }

    /**
     * What may leave at once, given the requirement at the restore-to level: min(settled cash, cash + collateral -
     * requirement, equity - requirement), each less what is held, never negative. Unsettled gains never leave. The
     * caller sees to the rest: a fresh snapshot, no open call, house time.
     */
    public Money withdrawable(Money requirement) {
        Money settled = cash.minus(lockedGains);
        Money withoutPositions = cash.plus(collateral).minus(requirement);
        Money withPositions = equity().minus(requirement);
        return settled.min(withoutPositions).min(withPositions).minus(held).orZeroIfNegative();
    }

    /** How far free equity lies above a requirement, never negative. */
    public Money excess(Money requirement) {
        return freeEquity().minus(requirement).orZeroIfNegative();
    }

    /** How far free equity lies below a requirement, never negative; equal is enough. */
    public Money shortfall(Money requirement) {
        return requirement.minus(freeEquity()).orZeroIfNegative();
    }
}
