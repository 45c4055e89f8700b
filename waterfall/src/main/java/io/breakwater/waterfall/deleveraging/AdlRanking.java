package io.breakwater.waterfall.deleveraging;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Money;
import java.math.BigInteger;
import java.util.Comparator;

/**
 * The order in which accounts are deleveraged: by gain / equity, the largest first. That is profit in per cent times
 * effective leverage with the notional cancelled, so it is defined at zero and negative prices; it is compared exactly.
 * An account that gains and has no equity stands before all others. Those without gain come last, the smaller loss first.
 * Ties: the larger gain, then the smaller id.
 */
public final class AdlRanking implements Comparator<Candidate> {

    private final Instrument instrument;
    private final Mark mark;

    /** The ranking at a frozen mark. */
    public AdlRanking(Instrument instrument, Mark mark) {
        this.instrument = instrument;
        this.mark = mark;
    }

    @Override
    public int compare(Candidate one, Candidate other) {
        int order = byScore(one, other);
        if (order == 0) {
            order = gain(other).compareTo(gain(one));
        }
        return order != 0 ? order : one.account().compareTo(other.account());
    }

    private int byScore(Candidate one, Candidate other) {
        boolean gains = gain(one).isPositive();
        if (gains != gain(other).isPositive()) {
            return gains ? -1 : 1;
        }
        if (!gains) {
            return 0;
        }
        boolean broke = !one.equity().isPositive();
        if (broke != !other.equity().isPositive()) {
            return broke ? -1 : 1;
        }
        return broke ? 0 : product(other, one).compareTo(product(one, other));
    }

    private BigInteger product(Candidate gaining, Candidate having) {
        return BigInteger.valueOf(gain(gaining).minorUnits())
                .multiply(BigInteger.valueOf(having.equity().minorUnits()));
    }

    private Money gain(Candidate candidate) {
        return candidate.position().gain(instrument, mark);
    }
}
