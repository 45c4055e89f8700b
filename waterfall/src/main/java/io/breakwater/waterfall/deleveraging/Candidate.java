package io.breakwater.waterfall.deleveraging;

import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;

/**
 * An account of the other side that could close lots, as its node knows it.
 *
 * @param equity at the frozen marks
 */
public record Candidate(EntityId account, String member, AccountKind kind, Position position, Money equity) {

    /** True when the house itself holds the lots: they close first, and nobody gives anything for them. */
    public boolean isHouse() {
        return !kind.isCalled();
    }
}
