package io.breakwater.waterfall.call;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;

/**
 * What a worse price or a settlement changes on an open call: {@code more} is asked for in addition, and of what is owed
 * already {@code turnedIntoCash} may no longer be met with collateral. So the call never asks for more than the account
 * is short of, nor for less cash than its cash is negative.
 */
public record CallIncrease(CallAmounts more, Money turnedIntoCash) {

    public CallIncrease {
        if (turnedIntoCash.isNegative()) {
            throw new IllegalArgumentException("collateral never comes back: " + turnedIntoCash);
        }
    }

    /** An amount in addition, and no change of what is owed already. */
    public static CallIncrease of(CallAmounts more) {
        return new CallIncrease(more, more.total().currency().zero());
    }

    /** From what is still owed to what the account is short of now; nothing where the former covers the latter. */
    public static CallIncrease from(CallAmounts unpaid, CallAmounts shortOf) {
        Currency currency = unpaid.total().currency();
        Money total = shortOf.total().minus(unpaid.total()).orZeroIfNegative();
        Money inCash = shortOf.inCash().minus(unpaid.inCash()).orZeroIfNegative();
        Money turned = inCash.minus(total).max(currency.zero());
        return new CallIncrease(new CallAmounts(total, inCash.min(total)), turned);
    }

    public boolean isNothing() {
        return more.isNothing() && turnedIntoCash.isZero();
    }
}
