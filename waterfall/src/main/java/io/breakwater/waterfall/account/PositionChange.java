package io.breakwater.waterfall.account;

import io.breakwater.waterfall.money.Money;

/**
 * What a booking or a settlement makes of a position, and the signed amount that it turns into cash of the account in
 * the same event.
 */
public record PositionChange(Position after, Money cash) {}
