package io.breakwater.waterfall.call;

import io.breakwater.waterfall.money.Money;

/** A call after a payment: {@code applied} counted on it, {@code left} did not and is plain excess of the account. */
public record Payment(MarginCall call, Money applied, Money left) {}
