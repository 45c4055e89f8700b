package io.breakwater.waterfall.account;

import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.market.InstrumentId;
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
 * Decides on holds: all that is asked for, or nothing. Money only up to what may leave at the restore-to level, own lots
 * only while nobody else holds them, room for lots only while the requirement with them is covered; with house time, in
 * good standing, on a snapshot heard lately. What cannot be decided yet gets no answer, the source asks again; but it is
 * said that the account needs to be judged. The house's own accounts give what money they have. Invariant 7.
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
        if (!account.holds().isNew(ask)) {
            List<Send> again = account.holds().answer(ask).stream()
                    .map(answer -> new Send(source, answer))
                    .toList();
            return new Reaction<>(memory, Optional.empty(), Optional.empty(), again);
        }
        if (now.house().isEmpty()) {
            return Reaction.none(memory);
        }
        Enlistment need = AccountRules.need(account);
        if (!memory.attendance().covers(need)) {
            return Reaction.later(memory.with(memory.attendance().need(need)));
        }
        Optional<HoldRefusal> flaw = flaw(ask.hold());
        if (flaw.isPresent()) {
            return refused(ask.hold(), flaw.get());
        }
        if (isCalled() && !isFresh(ask.hold())) {
            return hint();
        }
        Account granted = account.granted(ask.hold(), 0);
        return isCovered(ask.hold(), granted)
                ? granted(ask.hold())
                : refused(ask.hold(), HoldRefusal.INSUFFICIENT_EXCESS);
    }

    Reaction<AccountMemory, AccountEvent> released(HoldMessage.ReleaseHold release) {
        Message ended = new HoldMessage.HoldEnded(account.self(), release.id());
        Send answer = new Send(release.id().source(), ended);
        return account.holds().isNew(release)
                ? Reaction.<AccountMemory, AccountEvent>record(
                                memory.busy(now.uptime()), new AccountEvent.HoldReleased(release.id()))
                        .andSend(answer)
                : Reaction.<AccountMemory, AccountEvent>none(memory).andSend(answer);
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
        boolean foreign = hold.reserved().stream()
                .anyMatch(each -> each instanceof Reserved.MoneyHeld money
                        && !money.amount().currency().equals(currency()));
        if (foreign) {
            return Optional.of(HoldRefusal.OTHER_CURRENCY);
        }
        return account.holds().live().size() >= HOLDS ? Optional.of(HoldRefusal.TOO_MANY_HOLDS) : Optional.empty();
    }

    private boolean isThere(Reserved.LotsHeld wanted, Hold hold) {
        long own = account.positions()
                .find(wanted.instrument())
                .map(position -> position.lots().count())
                .orElse(0L);
        long held = lotsHeld(hold, wanted.instrument());
        for (Hold live : account.holds().live().values()) {
            held = Math.addExact(held, lotsHeld(live, wanted.instrument()));
        }
        return Long.signum(own) == Long.signum(wanted.lots().count()) && held <= Math.absExact(own);
    }

    private static long lotsHeld(Hold hold, InstrumentId instrument) {
        long size = 0;
        for (Reserved reserved : hold.reserved()) {
            if (reserved instanceof Reserved.LotsHeld lots && lots.instrument().equals(instrument)) {
                size = Math.addExact(size, lots.lots().size());
            }
        }
        return size;
    }

    /** True when the account knows, from lately, every price that the decision needs. */
    private boolean isFresh(Hold hold) {
        return memory.heard()
                .filter(heard -> now.uptime().minus(heard.at()).compareTo(FRESH) <= 0)
                .filter(heard -> heard.facts().policy().isPresent())
                .filter(heard -> Valuation.unpriced(account.granted(hold, 0), heard.facts())
                        .isEmpty())
                .filter(heard -> Settling.missing(account, heard.facts()).isEmpty())
                .isPresent();
    }

    /** What is set aside must be able to leave, and the account with it must stand at the restore-to level. */
    private boolean isCovered(Hold hold, Account after) {
        if (!isCalled()) {
            return !account.cash(currency())
                    .minus(Valuation.held(after, currency()))
                    .isNegative();
        }
        RiskFacts facts = memory.heard().orElseThrow().facts();
        Valuation with = Valuation.of(after, currency(), facts);
        Money required = restoreTo(with, facts);
        Money asked = Valuation.held(after, currency()).minus(Valuation.held(account, currency()));
        Valuation without =
                new Valuation(Valuation.of(account, currency(), facts).figures(), with.requirement());
        boolean takesNoRisk = hold.reserved().stream().allMatch(Reserved.LotsHeld.class::isInstance);
        return takesNoRisk
                || (without.figures().withdrawable(required).covers(asked)
                        && with.figures().shortfall(required).isZero());
    }

    private Reaction<AccountMemory, AccountEvent> granted(Hold hold) {
        Optional<RiskFacts> facts =
                memory.heard().map(AccountMemory.Heard::facts).filter(each -> isCalled());
        Money withdrawable = facts.map(each -> Valuation.of(account, currency(), each))
                .map(valuation -> valuation.figures().withdrawable(restoreTo(valuation, facts.orElseThrow())))
                .orElseGet(() -> account.cash(currency()).minus(Valuation.held(account, currency())));
        long snapshot = facts.map(RiskFacts::snapshot).orElse(0L);
        return Reaction.<AccountMemory, AccountEvent>record(
                        memory.busy(now.uptime()), new AccountEvent.HoldGranted(hold, snapshot, withdrawable))
                .andSend(new Send(hold.id().source(), new HoldMessage.HoldGranted(account.self(), hold)));
    }

    private Reaction<AccountMemory, AccountEvent> refused(Hold hold, HoldRefusal reason) {
        Message answer = new HoldMessage.HoldRefused(account.self(), hold.id(), reason.name());
        return Reaction.<AccountMemory, AccountEvent>record(
                        memory.busy(now.uptime()), new AccountEvent.HoldRefused(hold.id(), reason))
                .andSend(new Send(hold.id().source(), answer));
    }

    private Reaction<AccountMemory, AccountEvent> hint() {
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
