package io.breakwater.waterfall.call;

import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Rounding;
import java.util.Optional;

/** What the call policy says of one account at one snapshot. A pure function of the inputs it carries. */
public sealed interface CallJudgement {

    /** Nothing to do: enough, not judged now, or the open call asks for at least as much. */
    record Rest() implements CallJudgement {}

    /** A new call. */
    record Issue(CallAmounts amounts, CallReason reason) implements CallJudgement {}

    /** The open call asks for too little by this much. */
    record Raise(CallIncrease increase, CallReason reason) implements CallJudgement {}

    /** The account is back at the release level, and its policy cancels the open call. */
    record Release(CallReason reason) implements CallJudgement {}

    /** Below the close-out level: positions are closed out at once, whatever has been called. */
    record CloseOut(CallReason reason) implements CallJudgement {}

    /**
     * Judges an account in good standing. Close-out goes before everything; an open call is released or raised, never
     * lowered; a new call needs the policy's moment, or erosion between its moments.
     */
    static CallJudgement of(
            CallPolicy policy,
            CallReason.Occasion occasion,
            long snapshot,
            AccountFigures figures,
            Requirement requirement,
            Optional<MarginCall> open) {
        CallReason reason = new CallReason(
                snapshot, occasion, figures, requirement.at(policy.callBelow()), requirement.at(policy.restoreTo()));
        if (isShort(figures, policy.closeOutBelow().map(requirement::at))) {
            return new CloseOut(reason);
        }
        if (open.isPresent()) {
            return ofOpenCall(policy, requirement, open.get(), reason);
        }
        boolean calls = isJudged(policy, occasion) ? isBelowCallLevel(policy, reason) : isEroded(policy, reason);
        CallAmounts amounts = CallAmounts.shortOf(reason.restoreTo(), figures);
        return calls && !amounts.isNothing() ? new Issue(amounts, reason) : new Rest();
    }

    private static CallJudgement ofOpenCall(
            CallPolicy policy, Requirement requirement, MarginCall open, CallReason reason) {
        Optional<Money> release = policy.releaseAbove().map(requirement::at);
        if (isJudged(policy, reason.occasion())
                && release.isPresent()
                && !isShort(reason.figures(), release)
                && !(policy.callsNegativeCash() && reason.figures().cash().isNegative())) {
            return new Release(reason);
        }
        CallIncrease increase =
                CallIncrease.from(open.unpaid(), CallAmounts.shortOf(reason.restoreTo(), reason.figures()));
        return increase.isNothing() ? new Rest() : new Raise(increase, reason);
    }

    private static boolean isJudged(CallPolicy policy, CallReason.Occasion occasion) {
        return policy.judged() == CallPolicy.Judged.EVERY_SNAPSHOT || occasion == CallReason.Occasion.SETTLEMENT;
    }

    private static boolean isBelowCallLevel(CallPolicy policy, CallReason reason) {
        return isShort(reason.figures(), Optional.of(reason.callBelow()))
                || (policy.callsNegativeCash() && reason.figures().cash().isNegative());
    }

    private static boolean isEroded(CallPolicy policy, CallReason reason) {
        Money lost = reason.figures().shortfall(reason.callBelow());
        return policy.erosion()
                .map(share -> share.of(reason.callBelow(), Rounding.REQUIREMENT))
                .filter(enough -> lost.isPositive() && lost.covers(enough))
                .isPresent();
    }

    private static boolean isShort(AccountFigures figures, Optional<Money> level) {
        return level.filter(needed -> figures.shortfall(needed).isPositive()).isPresent();
    }
}
