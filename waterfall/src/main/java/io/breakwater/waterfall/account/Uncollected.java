package io.breakwater.waterfall.account;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;

/**
 * What has been settled on an account since the last settlement that left it without an open call, signed: variation
 * for which the member has not answered. If the account defaults, its inventory takes this over as a loss to be placed,
 * and the rest of its cash stays as the first resource against it.
 */
public record Uncollected(Money sum) {

    public static Uncollected none(Currency currency) {
        return new Uncollected(currency.zero());
    }

    /** A settlement has moved this amount into cash; its call is not judged yet. */
    public Uncollected settled(Money variation) {
        return new Uncollected(sum.plus(variation));
    }

    /** A settlement left no open call, or the open call was paid in full, which counts as the same. */
    public Uncollected collected() {
        return none(sum.currency());
    }

    /**
     * What an inventory takes over: min(0, cash, this sum). Never positive, and never less than a negative cash, so that
     * what stays with the account is never below zero.
     */
    public Money takenOver(Money cash) {
        return cash.min(sum).min(sum.currency().zero());
    }
}
