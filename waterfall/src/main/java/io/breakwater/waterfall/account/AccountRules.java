package io.breakwater.waterfall.account;

import io.breakwater.waterfall.account.AccountReply.Status;
import io.breakwater.waterfall.bucket.Attendance;
import io.breakwater.waterfall.bucket.Enlistment;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import io.breakwater.waterfall.receipts.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of one clearing account. A posting is never refused; it is taken once its bucket keeps the account awake,
 * and acknowledged once it is persisted. "Not applied" is persisted before it is answered. It settles and is judged by
 * price snapshots ({@link JudgeTurn}), its call expires only after it has asked ({@link ExpiryTurn}), and what leaves it
 * is held first ({@link HoldTurn}). After its call it is liquidated ({@link LiquidationTurn}), reports what is beyond it
 * ({@link DutyTurn}), and ends with an episode ({@link SurrenderTurn}).
 */
public final class AccountRules implements Machine<Account, AccountMemory, AccountInput, AccountEvent> {

    /** A flat account in good standing and without holds that is at rest for this long tells its bucket that it need not be woken. */
    static final Duration REST = Duration.ofSeconds(10);

    @Override
    public Account initial(EntityId self) {
        return Account.unopened(self);
    }

    @Override
    public AccountMemory wake(Account account) {
        return AccountMemory.FRESH;
    }

    @Override
    public Reaction<AccountMemory, AccountEvent> react(
            Account account, AccountMemory memory, Envelope<AccountInput> input, Now now) {
        if (input.body() instanceof AccountInput.Post post) {
            return post(account, memory, post, now);
        }
        if (input.body() instanceof AccountInput.Judge judge) {
            return new JudgeTurn(account, memory, judge.facts(), now).reaction();
        }
        if (input.body() instanceof AccountInput.Kept kept) {
            return Reaction.none(memory.with(memory.attendance().answered(kept.answer())));
        }
        if (input.body() instanceof AccountInput.Open open) {
            return open(account, memory, open);
        }
        if (input.body() instanceof AccountInput.Read read) {
            return read(account, memory, read);
        }
        if (input.body() instanceof AccountInput.ReadBalance) {
            return Reaction.answer(memory, AccountView.balance(account));
        }
        if (input.body() instanceof AccountInput.WouldHold wanted) {
            return stranger(account, wanted.asMember())
                    .map(reason -> refused(memory, reason))
                    .orElseGet(() -> new WhatIf(account, memory, now).held(wanted));
        }
        if (input.body() instanceof AccountInput.Estimate wanted) {
            return stranger(account, wanted.asMember())
                    .map(reason -> refused(memory, reason))
                    .orElseGet(() -> new WhatIf(account, memory, now).changed(wanted));
        }
        if (input.body() instanceof AccountInput.ReadStatus status) {
            return status(account, memory, status, input.cause().principal(), now);
        }
        return called(account, memory, input, now);
    }

    private static Reaction<AccountMemory, AccountEvent> called(
            Account account, AccountMemory memory, Envelope<AccountInput> input, Now now) {
        if (input.body() instanceof AccountInput.AcknowledgeCall acknowledge) {
            Optional<AccountRejection> stranger = stranger(account, acknowledge.asMember());
            return stranger.isPresent()
                    ? refused(memory, stranger.get())
                    : new CallTurn(account, memory, input.cause().principal(), now).acknowledge(acknowledge);
        }
        if (input.body() instanceof AccountInput.BankFlushed flushed) {
            return new ExpiryTurn(account, memory, now).flushed(flushed.answer());
        }
        if (input.body() instanceof AccountInput.OutagesTold told) {
            return new ExpiryTurn(account, memory, now).told(told.answer());
        }
        if (input.body() instanceof AccountInput.AskHold hold) {
            return new HoldTurn(account, memory, now).asked(hold.ask());
        }
        if (input.body() instanceof AccountInput.ReleaseHold hold) {
            return new HoldTurn(account, memory, now).released(hold.release());
        }
        return beyondCall(account, memory, input.body(), now);
    }

    private static Reaction<AccountMemory, AccountEvent> beyondCall(
            Account account, AccountMemory memory, AccountInput input, Now now) {
        if (input instanceof AccountInput.Quoted quoted) {
            return new LiquidationTurn(account, memory, now).quoted(quoted.answer());
        }
        if (input instanceof AccountInput.OrderDone done) {
            return new LiquidationTurn(account, memory, now).done(done.answer());
        }
        if (input instanceof AccountInput.OrderLapsed lapsed) {
            return new LiquidationTurn(account, memory, now).lapsed(lapsed.answer());
        }
        if (input instanceof AccountInput.DeficitTaken taken) {
            return new LiquidationTurn(account, memory, now).taken(taken.answer());
        }
        if (input instanceof AccountInput.EpisodesClosed closed) {
            return new ForgettingTurn(account, memory, now).closed(closed.answer());
        }
        if (input instanceof AccountInput.AskDecided roll) {
            return new RollTurn(account, memory, now).asked(roll.ask());
        }
        if (input instanceof AccountInput.Surrender surrender) {
            return new SurrenderTurn(account, memory, now).surrender(surrender);
        }
        if (input instanceof AccountInput.AskRemainder remainder) {
            return new SurrenderTurn(account, memory, now).remainder(remainder);
        }
        return ticked(account, memory, now);
    }

    private static Reaction<AccountMemory, AccountEvent> ticked(Account account, AccountMemory memory, Now now) {
        if (account.standing() instanceof Standing.UnderCall) {
            return new ExpiryTurn(account, memory, now).decided();
        }
        return account.standing() instanceof Standing.Good || account.standing() instanceof Standing.InDefault
                ? rest(account, memory, now)
                : new LiquidationTurn(account, memory, now).decided();
    }

    @Override
    public Account apply(Account account, Numbered<AccountEvent> event) {
        return event.event().applyTo(account).at(event.number());
    }

    @Override
    public Tending<AccountMemory> tend(Account account, AccountMemory memory, Now now) {
        ExpiryTurn.Step expiry = new ExpiryTurn(account, memory, now).asked();
        ExpiryTurn.Step duty = new DutyTurn(account, expiry.memory(), now).owed();
        ForgettingTurn.Step forgetting = new ForgettingTurn(account, duty.memory(), now).asked();
        Attendance.Step step = forgetting.memory().attendance().tend(account.self(), now.uptime());
        List<Send> sends = new ArrayList<>(expiry.sends());
        sends.addAll(duty.sends());
        forgetting.question().ifPresent(sends::add);
        step.send().ifPresent(sends::add);
        Optional<Duration> attending = step.next().asked().isPresent()
                ? Optional.of(Attendance.PATIENCE)
                : step.next().kept().map(kept -> REST);
        Optional<Duration> again = Stream.of(expiry.again(), duty.again(), attending)
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
        return new Tending<>(forgetting.memory().with(step.next()), sends, Optional.empty(), again);
    }

    @Override
    public AccountInput tick() {
        return new AccountInput.Tick();
    }

    private static Reaction<AccountMemory, AccountEvent> post(
            Account account, AccountMemory memory, AccountInput.Post post, Now now) {
        Enlistment need = need(account);
        if (!memory.attendance().covers(need)) {
            return Reaction.later(memory.with(memory.attendance().need(need)));
        }
        PostingTurn turn = new PostingTurn(account, memory.heard().map(AccountMemory.Heard::facts));
        for (PostingsMessage message : post.messages()) {
            turn.take(message);
        }
        return new Reaction<>(
                memory.busy(now.uptime()), turn.event(), Optional.empty(), PostingTurn.lastWords(turn.answers()));
    }

    private static Reaction<AccountMemory, AccountEvent> open(
            Account account, AccountMemory memory, AccountInput.Open open) {
        if (account.terms().isEmpty()) {
            return Reaction.record(memory, new AccountEvent.Opened(open.terms()), new AccountReply.Open());
        }
        return account.terms().get().equals(open.terms())
                ? Reaction.answer(memory, new AccountReply.Open())
                : refused(memory, AccountRejection.OPENED_OTHERWISE);
    }

    private static Reaction<AccountMemory, AccountEvent> read(
            Account account, AccountMemory memory, AccountInput.Read read) {
        Optional<AccountRejection> stranger = stranger(account, read.asMember());
        if (stranger.isPresent()) {
            return refused(memory, stranger.get());
        }
        boolean reached = read.from().entrySet().stream()
                .allMatch(wanted -> account.marks().hasApplied(wanted.getKey(), wanted.getValue()));
        return reached ? Reaction.answer(memory, AccountView.of(account, memory)) : Reaction.later(memory);
    }

    private static Reaction<AccountMemory, AccountEvent> status(
            Account account, AccountMemory memory, AccountInput.ReadStatus status, String principal, Now now) {
        Optional<AccountRejection> stranger = stranger(account, status.asMember());
        if (stranger.isPresent()) {
            return refused(memory, stranger.get());
        }
        Finding<AccountReply> found = account.receipts().status(principal, status.request(), now.house());
        if (found instanceof Finding.Unseen) {
            AccountEvent event = new AccountEvent.RequestVoided(
                    principal, status.request(), now.house().map(HouseInstant::time));
            return Reaction.record(memory, event, new Status(Status.Outcome.VOIDED, account.number() + 1));
        }
        if (found instanceof Finding.Refused<AccountReply> refused) {
            return switch (refused.reason()) {
                case VOIDED -> Reaction.answer(memory, new Status(Status.Outcome.VOIDED, account.number()));
                case TOO_OLD -> Reaction.answer(memory, new Status(Status.Outcome.FORGOTTEN, account.number()));
                case AHEAD_OF_TIME -> refused(memory, AccountRejection.REQUEST_AHEAD_OF_TIME);
                case WINDOW_FULL -> refused(memory, AccountRejection.REQUEST_WINDOW_FULL);
                case OTHER_PAYLOAD -> throw new IllegalStateException("a status has no payload");
            };
        }
        return Reaction.answer(memory, new Status(Status.Outcome.COMMITTED, account.number()));
    }

    /** What the bucket has to know before the account persists another event. */
    static Enlistment need(Account account) {
        Optional<MarginCall> call = account.standing().openCall();
        return new Enlistment(account.number(), call.flatMap(MarginCall::nextDeadline), call.isPresent());
    }

    /**
     * Leaves the bucket's care when nothing has happened for a while and no price can change where it stands. One that
     * stays tells the bucket when it has no call open any more.
     */
    private static Reaction<AccountMemory, AccountEvent> rest(Account account, AccountMemory memory, Now now) {
        if (now.uptime().minus(memory.busyAt()).compareTo(REST) < 0) {
            return Reaction.none(memory);
        }
        if (!isFlat(account)) {
            return Reaction.none(memory.with(memory.attendance().relieved(need(account))));
        }
        Attendance.Step step = memory.attendance().leave(account.self(), account.number());
        List<Send> sends = step.send()
                .or(() -> memory.attendance().woken(account.self(), account.number()))
                .map(List::of)
                .orElseGet(List::of);
        return new Reaction<>(memory.with(step.next()), Optional.empty(), Optional.empty(), sends);
    }

    /**
     * True when the account has no lots, has set nothing aside and owes no cash, so that no settlement and no judgement
     * is due. The house's own accounts may owe cash: a bank's external account does by nature, and nobody calls it. What
     * an account in default owes is its episode's.
     */
    private static boolean isFlat(Account account) {
        boolean owesCash = account.terms().isPresent()
                && !(account.standing() instanceof Standing.InDefault)
                && account.cash().values().stream().anyMatch(Money::isNegative);
        return !owesCash
                && account.holds().live().isEmpty()
                && account.positions().values().stream()
                        .allMatch(position -> position.lots().isFlat());
    }

    private static Optional<AccountRejection> stranger(Account account, Optional<String> asMember) {
        Optional<String> owner = account.terms().map(AccountTerms::member);
        if (asMember.isPresent() && !asMember.equals(owner)) {
            return Optional.of(AccountRejection.NOT_YOURS);
        }
        return owner.isEmpty() ? Optional.of(AccountRejection.ACCOUNT_UNKNOWN) : Optional.empty();
    }

    private static Reaction<AccountMemory, AccountEvent> refused(AccountMemory memory, AccountRejection reason) {
        return Reaction.answer(memory, new AccountReply.Refused(reason));
    }
}
