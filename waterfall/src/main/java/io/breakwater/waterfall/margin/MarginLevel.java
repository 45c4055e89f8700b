package io.breakwater.waterfall.margin;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.money.Rounding;

/**
 * A level between maintenance (0) and initial margin (1), where a call policy acts: maintenance + share x (initial -
 * maintenance), rounded up to the minor unit.
 */
public record MarginLevel(Ratio share) implements Comparable<MarginLevel> {

    public static final MarginLevel MAINTENANCE = new MarginLevel(Ratio.ZERO);
    public static final MarginLevel INITIAL = new MarginLevel(Ratio.ONE);

    public MarginLevel {
        if (share.isNegative() || share.compareTo(Ratio.ONE) > 0) {
            throw new IllegalArgumentException("not between maintenance and initial: " + share);
        }
    }

    public Money of(MarginLevels levels) {
        Money between = levels.initial().minus(levels.maintenance());
        return levels.maintenance().plus(share.of(between, Rounding.REQUIREMENT));
    }

    @Override
    public int compareTo(MarginLevel other) {
        return share.compareTo(other.share);
    }
}
