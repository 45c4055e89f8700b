package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.call.CallJudgement;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason.Occasion;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Settles an account at a snapshot and judges it, in one event. A snapshot no newer than the last is ignored; one that
 * changes nothing is remembered in memory alone. A call is issued only once the bucket keeps the account awake for it,
 * and only with house time, from the latest moment that it can be now, so that its deadline is never short. An account
 * in default is neither settled nor judged.
 */
record JudgeTurn(Account account, AccountMemory memory, RiskFacts facts, Now now) {

    private static final CallChange UNCHANGED = new CallChange.Unchanged();

    Reaction<AccountMemory, AccountEvent> reaction() {
        Optional<Currency> currency = account.terms().map(AccountTerms::currency);
        if (currency.isEmpty()) {
            return Reaction.answer(memory, new AccountReply.Refused(AccountRejection.ACCOUNT_UNKNOWN));
        }
        if (account.standing() instanceof Standing.InDefault) {
            return Reaction.answer(memory, new AccountReply.Judged(facts.snapshot(), account.number()));
        }
        long judged = Math.max(
                account.calls().judged(),
                memory.heard().map(heard -> heard.facts().snapshot()).orElse(0L));
        if (facts.snapshot() <= judged) {
            AccountMemory next = facts.snapshot() == judged ? memory.heard(facts, now.uptime()) : memory;
            return Reaction.answer(next, new AccountReply.Judged(judged, account.number()));
        }
        SortedSet<InstrumentId> unpriced = Valuation.unpriced(account, facts);
        if (!unpriced.isEmpty()) {
            return Reaction.answer(memory, new AccountReply.PricesMissing(account.self(), unpriced));
        }
        SortedMap<InstrumentId, Long> missing = Settling.missing(account, facts);
        return missing.isEmpty()
                ? judge(currency.get())
                : Reaction.answer(memory, new AccountReply.SettlementsMissing(account.self(), missing));
    }

    private Reaction<AccountMemory, AccountEvent> judge(Currency currency) {
        Settling settling = Settling.of(account, facts);
        Valuation valuation = Valuation.of(settling.after(), currency, facts);
        CallJudgement judgement = judgement(valuation, settling);
        if (now.house().isEmpty() && !(judgement instanceof CallJudgement.Rest)) {
            return Reaction.answer(memory, new AccountReply.NotJudged(facts.snapshot()));
        }
        CallChange change = change(judgement);
        Optional<Enlistment> need = need(change);
        if (need.filter(wanted -> !memory.attendance().covers(wanted)).isPresent()) {
            return Reaction.later(memory.with(memory.attendance().need(need.get())));
        }
        AccountMemory next = memory.heard(facts, now.uptime());
        if (settling.settled().isEmpty() && change.equals(UNCHANGED)) {
            return Reaction.answer(next, new AccountReply.Judged(facts.snapshot(), account.number()));
        }
        AccountEvent event = new AccountEvent.Judged(
                facts.snapshot(),
                facts.at(),
                settling.settled(),
                settling.cash(),
                settling.positions(),
                valuation.figures(),
                valuation.requirement(),
                uncollected(settling, change, currency),
                change);
        return Reaction.record(
                next.busy(now.uptime()), event, new AccountReply.Judged(facts.snapshot(), account.number() + 1));
    }

    private CallJudgement judgement(Valuation valuation, Settling settling) {
        boolean called =
                account.terms().filter(terms -> terms.kind().isCalled()).isPresent()
                        && (account.standing() instanceof Standing.Good
                                || account.standing() instanceof Standing.UnderCall);
        Occasion occasion = settling.settled().isEmpty() ? Occasion.MARK : Occasion.SETTLEMENT;
        return facts.policy()
                .filter(policy -> called)
                .map(policy -> CallJudgement.of(
                        policy,
                        occasion,
                        facts.snapshot(),
                        valuation.figures(),
                        valuation.requirement(),
                        account.standing().openCall()))
                .orElseGet(CallJudgement.Rest::new);
    }

    private CallChange change(CallJudgement judgement) {
        if (facts.policy().isEmpty() || now.house().isEmpty()) {
            return UNCHANGED;
        }
        CallPolicy policy = facts.policy().get();
        Instant at = latest(now.house().get());
        Optional<MarginCall> open = account.standing().openCall();
        if (judgement instanceof CallJudgement.Issue issue) {
            long number = account.calls().issued() + 1;
            MarginCall call = MarginCall.issue(number, issue.amounts(), issue.reason(), policy, at);
            return new CallChange.Issued(call, CallTerms.of(policy, facts));
        }
        if (judgement instanceof CallJudgement.Raise raise && open.isPresent()) {
            return raised(raise, open.get(), policy, at);
        }
        if (judgement instanceof CallJudgement.Release release && open.isPresent()) {
            return new CallChange.Released(open.get().cancel(), release.reason());
        }
        if (judgement instanceof CallJudgement.CloseOut closeOut) {
            return new CallChange.ClosedOut(closeOut.reason(), open.map(MarginCall::cancel));
        }
        return UNCHANGED;
    }

    /** A raise that would be due at once waits: the call is being paid or expires as it is. */
    private CallChange raised(CallJudgement.Raise raise, MarginCall open, CallPolicy policy, Instant at) {
        MarginCall call = open.raise(raise.increase(), raise.reason(), policy, at);
        boolean inTime = raise.increase().more().isNothing()
                || call.amounts().get(call.amounts().size() - 1).deadline().isAfter(at);
        return inTime
                ? new CallChange.Raised(call, raise.increase(), raise.reason(), CallTerms.of(policy, facts))
                : UNCHANGED;
    }

    /** Whatever moves the account's standing leaves it with something to see to. */
    private Optional<Enlistment> need(CallChange change) {
        Optional<MarginCall> call = change.after(account.standing()).openCall();
        return change.equals(UNCHANGED)
                ? Optional.empty()
                : Optional.of(
                        new Enlistment(account.number(), call.flatMap(MarginCall::nextDeadline), call.isPresent()));
    }

    /** Collected when a settlement leaves no open call; an expired one stays uncollected. */
    private Optional<Uncollected> uncollected(Settling settling, CallChange change, Currency currency) {
        if (settling.settled().isEmpty()) {
            return account.calls().uncollected();
        }
        Uncollected sum = account.calls()
                .uncollected()
                .orElseGet(() -> Uncollected.none(currency))
                .settled(settling.variation(currency));
        boolean collected = change.after(account.standing()) instanceof Standing.Good;
        return Optional.of(collected ? sum.collected() : sum);
    }

    private static Instant latest(HouseInstant house) {
        return house.time().plus(house.error());
    }
}
