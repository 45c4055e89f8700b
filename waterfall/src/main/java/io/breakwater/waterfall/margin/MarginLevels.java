package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;

/** Maintenance and initial margin of something, in whole minor units; initial is never below maintenance. */
public record MarginLevels(Money maintenance, Money initial) {

    public MarginLevels {
        if (maintenance.isNegative() || initial.isLessThan(maintenance)) {
            throw new IllegalArgumentException("not margin levels: " + maintenance + ", " + initial);
        }
    }

    public static MarginLevels none(Currency currency) {
        return new MarginLevels(currency.zero(), currency.zero());
    }

    public MarginLevels plus(MarginLevels other) {
        return new MarginLevels(maintenance.plus(other.maintenance), initial.plus(other.initial));
    }

    public MarginLevels times(long lots) {
        return new MarginLevels(maintenance.times(lots), initial.times(lots));
    }

    /** The larger of the two at each level. */
    public MarginLevels max(MarginLevels other) {
        return new MarginLevels(maintenance.max(other.maintenance), initial.max(other.initial));
    }
}
