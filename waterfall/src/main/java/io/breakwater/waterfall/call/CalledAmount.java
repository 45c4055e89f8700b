package io.breakwater.waterfall.call;

import io.breakwater.waterfall.money.Money;
import java.time.Duration;
import java.time.Instant;

/**
 * One amount of a call with a deadline of its own: the first when the call was issued, another for each raise. Cash
 * counts on all of it, collateral only on what need not be cash.
 *
 * @param due the deadline it was given, before any extension
 * @param extension by how much recorded outages have moved it
 */
public record CalledAmount(
        CallAmounts asked,
        Money paidInCash,
        Money paidInCollateral,
        Instant at,
        Instant due,
        Duration extension,
        CallReason reason) {

    public CalledAmount {
        Money paid = paidInCash.plus(paidInCollateral);
        if (paidInCash.isNegative()
                || paidInCollateral.isNegative()
                || paid.isMoreThan(asked.total())
                || paidInCollateral.isMoreThan(asked.total().minus(asked.inCash()))) {
            throw new IllegalArgumentException(
                    "paid " + paidInCash + " and " + paidInCollateral + " in collateral on " + asked);
        }
        if (extension.isNegative()) {
            throw new IllegalArgumentException("a deadline never moves earlier: " + extension);
        }
    }

    static CalledAmount of(CallAmounts asked, Instant at, Instant due, CallReason reason) {
        Money nothing = asked.total().currency().zero();
        return new CalledAmount(asked, nothing, nothing, at, due, Duration.ZERO, reason);
    }

    /** The deadline with its extensions. */
    public Instant deadline() {
        return due.plus(extension);
    }

    /** What is still owed on it, and how much of that in cash only. */
    public CallAmounts unpaid() {
        Money rest = asked.total().minus(paidInCash).minus(paidInCollateral);
        return new CallAmounts(rest, asked.inCash().minus(paidInCash).orZeroIfNegative());
    }

    boolean isMet() {
        return unpaid().isNothing();
    }

    CalledAmount withCash(Money more) {
        return new CalledAmount(asked, paidInCash.plus(more), paidInCollateral, at, due, extension, reason);
    }

    CalledAmount withCollateral(Money more) {
        return new CalledAmount(asked, paidInCash, paidInCollateral.plus(more), at, due, extension, reason);
    }

    /** So much more of what is unpaid has to be cash. */
    CalledAmount turningIntoCash(Money turns) {
        if (turns.isZero()) {
            return this;
        }
        CallAmounts turned =
                new CallAmounts(asked.total(), asked.inCash().max(paidInCash).plus(turns));
        return new CalledAmount(turned, paidInCash, paidInCollateral, at, due, extension, reason);
    }

    /** One amount with the later of both deadlines, where no further amount may be added. */
    CalledAmount joinedBy(CallAmounts more, Instant dueOfMore, CallReason reasonOfMore) {
        Instant later = dueOfMore.isAfter(deadline()) ? dueOfMore : deadline();
        return new CalledAmount(asked.plus(more), paidInCash, paidInCollateral, at, later, Duration.ZERO, reasonOfMore);
    }

    CalledAmount extendedBy(Duration more) {
        return new CalledAmount(asked, paidInCash, paidInCollateral, at, due, extension.plus(more), reason);
    }
}
