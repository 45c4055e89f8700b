package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;
import io.breakwater.waterfall.posting.HoldMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides on holds. Whole: all that is asked for, or nothing; money only up to what may leave at the restore-to level, own lots
 * only while nobody else holds them, room for lots only while the requirement with them is covered; with house time, in
 * good standing, on a snapshot heard lately. What cannot be decided yet gets no answer, the source asks again; but it is
 * said that the account needs to be judged. A closed episode and its auctions are not answered. The house's own accounts give what money they have. What may be granted in
 * part, or by the rules of a default, is up to {@link PartialHold}. Invariant 7.
 */
record HoldTurn(Account account, AccountMemory memory, Now now) {

    /** Holds that may live at one account. */
    static final int HOLDS = 256;

    /** A snapshot that came longer ago than this grants nothing. */
    static final Duration FRESH = Duration.ofSeconds(5);

    /** The account says at most this often that it needs to be judged. */
    static final Duration HINT_EVERY = Duration.ofSeconds(1);

    Reaction<AccountMemory, AccountEvent> asked(HoldMessage.AskHold ask) {
        EntityId source = ask.hold().id().source();
        if (account.marks().isClosed(source)) {
            return Reaction.none(memory);
        }
        if (!account.holds().isNew(ask)) {
            List<Send> again = account.holds().answer(ask).stream()
                    .map(answer -> new Send(source, answer))
                    .toList();
            return new Reaction<>(memory, Optional.empty(), Optional.empty(), again);
        }
        boolean applied = ask.from().entrySet().stream()
                .allMatch(wanted -> account.marks().hasApplied(wanted.getKey(), wanted.getValue()));
        if (now.house().isEmpty() || !applied) {
            return Reaction.none(memory);
        }
        Enlistment need = AccountRules.need(account);
        if (!memory.attendance().covers(need)) {
            return Reaction.later(memory.with(memory.attendance().need(need)));
        }
        HoldVerdict verdict =
                switch (ask.manner()) {
                    case WHOLE -> whole(ask.hold());
                    case PARTLY -> new PartialHold(account, memory, now.uptime()).partly(ask.hold());
                    case BY_RULE -> new PartialHold(account, memory, now.uptime()).byRule(ask.hold());
                };
        if (verdict instanceof HoldVerdict.Grant grant) {
            return granted(grant);
        }
        return verdict instanceof HoldVerdict.Refuse refuse ? refused(ask.hold(), refuse.reason()) : hint();
    }

    Reaction<AccountMemory, AccountEvent> released(HoldMessage.ReleaseHold release) {
        Message ended = new HoldMessage.HoldEnded(account.self(), release.id());
        Send answer = new Send(release.id().source(), ended);
        boolean closed = account.marks().isClosed(release.id().source());
        return account.holds().isNew(release) && !closed
                ? Reaction.<AccountMemory, AccountEvent>record(
                                memory.busy(now.uptime()), new AccountEvent.HoldReleased(release.id()))
                        .andSend(answer)
                : Reaction.<AccountMemory, AccountEvent>none(memory).andSend(answer);
    }

    private HoldVerdict whole(Hold hold) {
        Optional<HoldRefusal> flaw = flaw(hold);
        if (flaw.isPresent()) {
            return new HoldVerdict.Refuse(flaw.get());
        }
        Account after = account.granted(hold, 0);
        Optional<RiskFacts> facts = memory.fresh(after, now.uptime()).filter(each -> isCalled());
        if (isCalled() && facts.isEmpty()) {
            return new HoldVerdict.NeedsFacts();
        }
        if (!isCovered(hold, after, facts)) {
            return new HoldVerdict.Refuse(HoldRefusal.INSUFFICIENT_EXCESS);
        }
        Money withdrawable = facts.map(each -> withdrawable(account, each))
                .orElseGet(() -> account.cash(currency()).minus(Valuation.held(account, currency())));
        return new HoldVerdict.Grant(hold, facts.map(RiskFacts::snapshot).orElse(0L), withdrawable);
    }

    /** What is wrong whatever the prices are. */
    private Optional<HoldRefusal> flaw(Hold hold) {
        if (account.terms().isEmpty()) {
            return Optional.of(HoldRefusal.ACCOUNT_UNKNOWN);
        }
        if (!(account.standing() instanceof Standing.Good)) {
            return Optional.of(HoldRefusal.NOT_IN_GOOD_STANDING);
        }
        boolean lotsThere = hold.reserved().stream()
                .filter(Reserved.LotsHeld.class::isInstance)
                .map(Reserved.LotsHeld.class::cast)
                .allMatch(lots -> isThere(lots, hold));
        if (!lotsThere) {
            return Optional.of(HoldRefusal.LOTS_NOT_THERE);
        }
        if (isForeign(hold, currency())) {
            return Optional.of(HoldRefusal.OTHER_CURRENCY);
        }
        return account.holds().live().size() >= HOLDS ? Optional.of(HoldRefusal.TOO_MANY_HOLDS) : Optional.empty();
    }

    /** True when money of another currency than the account's is asked for. */
    static boolean isForeign(Hold hold, Currency currency) {
        return hold.reserved().stream()
                .anyMatch(each -> each instanceof Reserved.MoneyHeld money
                        && !money.amount().currency().equals(currency));
    }

    private boolean isThere(Reserved.LotsHeld wanted, Hold hold) {
        boolean ownSide = account.positions()
                .find(wanted.instrument())
                .filter(position -> Long.signum(position.lots().count())
                        == Long.signum(wanted.lots().count()))
                .isPresent();
        return ownSide && LotsFree.held(hold, wanted.instrument()) <= LotsFree.of(account, wanted.instrument());
    }

    /** What is set aside must be able to leave, and the account with it must stand at the restore-to level. */
    private boolean isCovered(Hold hold, Account after, Optional<RiskFacts> facts) {
        if (facts.isEmpty()) {
            return !account.cash(currency())
                    .minus(Valuation.held(after, currency()))
                    .isNegative();
        }
        Valuation with = Valuation.of(after, currency(), facts.get());
        Money required = restoreTo(with, facts.get());
        Money asked = Valuation.held(after, currency()).minus(Valuation.held(account, currency()));
        AccountFigures without = Valuation.of(account, currency(), facts.get()).figures();
        boolean takesNoRisk = hold.reserved().stream().allMatch(Reserved.LotsHeld.class::isInstance);
        return takesNoRisk
                || (without.withdrawable(required).covers(asked)
                        && with.figures().shortfall(required).isZero());
    }

    /** What may leave an account at these facts. */
    static Money withdrawable(Account account, RiskFacts facts) {
        Currency currency = account.terms().orElseThrow().currency();
        Valuation valuation = Valuation.of(account, currency, facts);
        return valuation.figures().withdrawable(restoreTo(valuation, facts));
    }

    private Reaction<AccountMemory, AccountEvent> granted(HoldVerdict.Grant grant) {
        Hold hold = grant.hold();
        return Reaction.<AccountMemory, AccountEvent>record(
                        memory.busy(now.uptime()),
                        new AccountEvent.HoldGranted(hold, grant.snapshot(), grant.withdrawable()))
                .andSend(new Send(hold.id().source(), new HoldMessage.HoldGranted(account.self(), hold)));
    }

    private Reaction<AccountMemory, AccountEvent> refused(Hold hold, HoldRefusal reason) {
        Message answer = new HoldMessage.HoldRefused(account.self(), hold.id(), reason.name());
        return Reaction.<AccountMemory, AccountEvent>record(
                        memory.busy(now.uptime()), new AccountEvent.HoldRefused(hold.id(), reason))
                .andSend(new Send(hold.id().source(), answer));
    }

    /** Says that the account needs to be judged, at most once in a while. */
    Reaction<AccountMemory, AccountEvent> hint() {
        return now.uptime().compareTo(memory.hintAgain()) < 0
                ? Reaction.none(memory)
                : Reaction.answer(
                        memory.hinted(now.uptime().plus(HINT_EVERY)), new AccountReply.NeedsJudging(account.self()));
    }

    private boolean isCalled() {
        return account.terms().filter(terms -> terms.kind().isCalled()).isPresent();
    }

    private Currency currency() {
        return account.terms().orElseThrow().currency();
    }

    private static Money restoreTo(Valuation valuation, RiskFacts facts) {
        return valuation
                .requirement()
                .at(facts.policy().map(CallPolicy::restoreTo).orElseThrow());
    }
}
