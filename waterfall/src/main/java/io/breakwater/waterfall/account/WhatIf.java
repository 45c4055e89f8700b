package io.breakwater.waterfall.account;

import io.breakwater.waterfall.account.AccountReply.Judgement;
import io.breakwater.waterfall.bidding.BidBounds;
import io.breakwater.waterfall.call.CallAmounts;
import io.breakwater.waterfall.call.CallJudgement;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason.Occasion;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Answers what would be, by the rules that decide what is, and writes nothing. Like a grant it needs a snapshot heard lately;
 * without one it is said that the account needs to be judged, and the asker asks again.
 */
record WhatIf(Account account, AccountMemory memory, Now now) {

    /** How a hold of this would be decided. */
    Reaction<AccountMemory, AccountEvent> held(AccountInput.WouldHold wanted) {
        Hold hold = new Hold(new HoldId(account.self(), account.number() + 1), wanted.reserved());
        HoldTurn turn = new HoldTurn(account, memory, now);
        HoldVerdict verdict = turn.whole(hold);
        if (now.house().isEmpty() || verdict instanceof HoldVerdict.NeedsFacts) {
            return turn.hint();
        }
        if (verdict instanceof HoldVerdict.Grant grant) {
            Money after = mayLeave(account.granted(hold, 0));
            return answer(new AccountReply.Weighed(
                    account.number(), Optional.empty(), grant.snapshot(), grant.withdrawable(), after));
        }
        HoldRefusal reason = ((HoldVerdict.Refuse) verdict).reason();
        Money withdrawable = account.standing() instanceof Standing.Good
                ? mayLeave(account)
                : currency().zero();
        long snapshot = memory.heard().map(heard -> heard.facts().snapshot()).orElse(0L);
        return answer(
                new AccountReply.Weighed(account.number(), Optional.of(reason), snapshot, withdrawable, withdrawable));
    }

    /** What the account would have and have to have with these changes, traded at their prices or the marks. */
    Reaction<AccountMemory, AccountEvent> changed(AccountInput.Estimate wanted) {
        Optional<RiskFacts> facts = memory.fresh(account, now.uptime());
        boolean priced = facts.isPresent()
                && wanted.changes().keySet().stream()
                        .allMatch(id -> facts.get().find(id).isPresent());
        if (!priced) {
            return new HoldTurn(account, memory, now).hint();
        }
        boolean allowed = wanted.cash().currency().equals(currency())
                && wanted.changes().entrySet().stream()
                        .allMatch(
                                row -> isAllowed(facts.get().find(row.getKey()).orElseThrow(), row.getValue()));
        return allowed
                ? answer(estimate(after(wanted, facts.get()), facts.get()))
                : answer(new AccountReply.Refused(AccountRejection.OUT_OF_BOUNDS));
    }

    private boolean isAllowed(RiskFacts.Quoted quoted, AccountInput.Change change) {
        Instrument instrument = quoted.listing().instrument();
        return instrument.currency().equals(currency())
                && BidBounds.allow(
                        instrument,
                        change.lots(),
                        change.price().orElse(quoted.mark().price()));
    }

    private Account after(AccountInput.Estimate wanted, RiskFacts facts) {
        Money cash = account.cash(currency()).plus(wanted.cash());
        SortedMap<InstrumentId, Position> positions = new TreeMap<>();
        for (Map.Entry<InstrumentId, AccountInput.Change> row : wanted.changes().entrySet()) {
            RiskFacts.Quoted quoted = facts.find(row.getKey()).orElseThrow();
            Mark mark = new Mark(
                    row.getValue().price().orElse(quoted.mark().price()),
                    quoted.mark().fundingIndex());
            LotsLeg leg =
                    LotsLeg.trade(quoted.listing().instrument(), row.getValue().lots(), mark);
            PositionChange change = account.position(row.getKey(), currency()).book(leg);
            positions.put(row.getKey(), change.after());
            cash = cash.plus(change.cash());
        }
        return account.moved(Map.of(currency(), cash), Map.of(), positions);
    }

    private AccountReply estimate(Account then, RiskFacts facts) {
        CallPolicy policy = facts.policy().orElseThrow();
        AccountReply.Margining before = AccountView.margining(account, currency(), facts, policy);
        AccountReply.Margining after = AccountView.margining(then, currency(), facts, policy);
        boolean judged =
                account.standing() instanceof Standing.Good || account.standing() instanceof Standing.UnderCall;
        CallJudgement judgement = judged
                ? CallJudgement.of(
                        policy,
                        Occasion.SETTLEMENT,
                        facts.snapshot(),
                        settled(after.figures(), policy),
                        after.requirement(),
                        account.standing().openCall())
                : new CallJudgement.Rest();
        return new AccountReply.Estimate(
                account.number(),
                before,
                after,
                judged ? judgement(judgement) : Judgement.NOT_JUDGED,
                amounts(judgement).map(CallAmounts::total).orElseGet(() -> currency()
                        .zero()),
                amounts(judgement).map(CallAmounts::inCash).orElseGet(() -> currency()
                        .zero()));
    }

    /** A settlement turns the value of the positions into cash first; accounts judged at every snapshot need none. */
    private static AccountFigures settled(AccountFigures figures, CallPolicy policy) {
        return policy.judged() == CallPolicy.Judged.EVERY_SNAPSHOT
                ? figures
                : new AccountFigures(
                        figures.cash().plus(figures.positionValue()),
                        figures.lockedGains(),
                        figures.collateral(),
                        figures.held(),
                        figures.currency().zero());
    }

    private static Judgement judgement(CallJudgement judgement) {
        if (judgement instanceof CallJudgement.Issue) {
            return Judgement.CALL;
        }
        if (judgement instanceof CallJudgement.Raise) {
            return Judgement.RAISE;
        }
        if (judgement instanceof CallJudgement.Release) {
            return Judgement.RELEASE;
        }
        return judgement instanceof CallJudgement.CloseOut ? Judgement.CLOSE_OUT : Judgement.REST;
    }

    private static Optional<CallAmounts> amounts(CallJudgement judgement) {
        if (judgement instanceof CallJudgement.Issue issue) {
            return Optional.of(issue.amounts());
        }
        return judgement instanceof CallJudgement.Raise raise
                ? Optional.of(raise.increase().more())
                : Optional.empty();
    }

    /** What may leave the account as it would be, by the same prices as the verdict. */
    private Money mayLeave(Account as) {
        return memory.fresh(as, now.uptime())
                .filter(facts ->
                        as.terms().filter(terms -> terms.kind().isCalled()).isPresent())
                .map(facts -> HoldTurn.withdrawable(as, facts))
                .orElseGet(() -> as.cash(currency())
                        .minus(Valuation.held(as, currency()))
                        .orZeroIfNegative());
    }

    private Reaction<AccountMemory, AccountEvent> answer(Message reply) {
        return Reaction.answer(memory, reply);
    }

    private Currency currency() {
        return account.terms().orElseThrow().currency();
    }
}
