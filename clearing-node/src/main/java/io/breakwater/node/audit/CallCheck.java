package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.CallChange;
import io.breakwater.waterfall.account.CallPaid;
import io.breakwater.waterfall.account.CallTerms;
import io.breakwater.waterfall.call.CallLifecycle;
import io.breakwater.waterfall.call.CallStage;
import io.breakwater.waterfall.call.CallStep;
import io.breakwater.waterfall.call.CalledAmount;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.process.EntityId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Invariant 8, of the life of calls: one lives at most, its steps are declared ones, no deadline moves earlier, payments
 * are counted once, and it expires only past its deadline with every bank asked. What the banks said is for {@link
 * FlushCheck}.
 */
final class CallCheck implements Check {

    private final Verdicts verdicts;
    private Optional<MarginCall> open = Optional.empty();
    private final SortedSet<EntityId> banks = new TreeSet<>();
    /** True from an expiry or a close-out until it is cured. */
    private boolean beyond;

    private long issued;
    private long calls;
    private long expired;
    private long liquidations;

    CallCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.CALLS;
    }

    @Override
    public void begin(EntityId entity) {
        open = Optional.empty();
        banks.clear();
        issued = 0;
        beyond = false;
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof AccountEvent.Judged judged) {
            changed(event, judged.change());
        } else if (event.event() instanceof AccountEvent.Posted posted) {
            posted.paid().ifPresent(paid -> paid(event, paid));
        } else if (event.event() instanceof AccountEvent.CallAcknowledged acknowledged) {
            step(event, CallStep.ACKNOWLEDGE, acknowledged.call());
        } else if (event.event() instanceof AccountEvent.CallExtended extended) {
            step(event, CallStep.EXTEND, extended.call());
        } else if (event.event() instanceof AccountEvent.CallExpired expiry) {
            expired(event, expiry);
        } else if (event.event() instanceof AccountEvent account) {
            beyond(event, account);
        }
    }

    @Override
    public void finish() {
        verdicts.compared(
                Invariant.CALLS,
                calls + " calls, one at a time, by declared steps; " + expired + " expired past deadline, "
                        + liquidations + " orders after one");
    }

    private void changed(AuditedEvent event, CallChange change) {
        if (change instanceof CallChange.Issued first) {
            issued(event, first.call(), first.terms());
        } else if (change instanceof CallChange.Raised raised) {
            step(event, CallStep.RAISE, raised.call());
            banksOf(raised.terms());
        } else if (change instanceof CallChange.Released released) {
            step(event, CallStep.CANCEL, released.call());
        } else if (change instanceof CallChange.ClosedOut closedOut) {
            if (closedOut.cancelled().isEmpty() && open.isPresent()) {
                violated(event, "closes out and leaves call " + open.get().number() + " open");
            }
            closedOut.cancelled().ifPresent(call -> step(event, CallStep.CANCEL, call));
            beyond = true;
        }
    }

    private void issued(AuditedEvent event, MarginCall call, CallTerms terms) {
        calls++;
        open.ifPresent(live -> violated(event, "issues call " + call.number() + " while " + live.number() + " lives"));
        if (call.number() != issued + 1 || call.stage() != CallStage.ISSUED) {
            violated(event, "issues call " + call.number() + " as " + call.stage() + " after " + issued + " calls");
        }
        issued = Math.max(issued, call.number());
        open = Optional.of(call);
        banks.clear();
        banksOf(terms);
    }

    private void paid(AuditedEvent event, CallPaid paid) {
        Optional<MarginCall> before = open;
        step(event, paid.met() ? CallStep.PAY_ALL : CallStep.PAY_PART, paid.call());
        boolean counted = before.filter(call -> call.number() == paid.call().number())
                .filter(call -> paid.call()
                        .paid()
                        .minus(call.paid())
                        .equals(paid.inCash().plus(paid.inCollateral())))
                .isPresent();
        if (!counted) {
            violated(event, "call " + paid.call().number() + " is paid by another amount than was counted on it");
        }
        if (paid.met() != paid.call().unpaid().isNothing()) {
            violated(
                    event,
                    "call " + paid.call().number() + " is " + paid.call().stage() + " with "
                            + paid.call().unpaid().total() + " unpaid");
        }
    }

    private void expired(AuditedEvent event, AccountEvent.CallExpired expiry) {
        expired++;
        beyond = true;
        Optional<MarginCall> before = open;
        step(event, CallStep.EXPIRE, expiry.call());
        boolean past = before.flatMap(MarginCall::nextDeadline)
                .filter(expiry.deadline()::equals)
                .filter(expiry.at()::isPast)
                .isPresent();
        if (!past) {
            violated(event, "call " + expiry.call().number() + " expired at " + expiry.at() + ", before its deadline");
        }
        if (before.filter(call -> call.unpaid().equals(expiry.unpaid())).isEmpty()
                || expiry.unpaid().isNothing()) {
            violated(event, "call " + expiry.call().number() + " expired with another amount than was unpaid");
        }
        if (banks.isEmpty() || !expiry.flushed().keySet().containsAll(banks)) {
            violated(
                    event,
                    "call " + expiry.call().number() + " expired with "
                            + expiry.flushed().keySet() + " asked of the banks " + banks);
        }
    }

    /** Positions are closed only for an account whose call expired or that is closed out, and for no other. */
    private void beyond(AuditedEvent event, AccountEvent account) {
        if (account instanceof AccountEvent.OrderGiven order) {
            liquidations++;
            if (!beyond || open.isPresent()) {
                violated(event, "order " + order.order().number() + " closes lots, and no call has expired");
            }
        } else if (account instanceof AccountEvent.LiquidationCured || account instanceof AccountEvent.DeficitCovered) {
            beyond = false;
        } else if (account instanceof AccountEvent.Surrendered surrendered) {
            surrendered.call().filter(call -> open.isPresent()).ifPresent(call -> step(event, CallStep.CANCEL, call));
        }
    }

    /** Moves the call on, after a look whether it may. */
    private void step(AuditedEvent event, CallStep step, MarginCall after) {
        Optional<MarginCall> before = open.filter(call -> call.number() == after.number());
        if (before.isEmpty()) {
            violated(event, step + " on call " + after.number() + ", which does not live");
        } else if (!CallLifecycle.allows(before.get().stage(), step)
                || CallLifecycle.after(before.get().stage(), step) != after.stage()) {
            violated(
                    event,
                    step + " makes call " + after.number() + " " + after.stage() + " from "
                            + before.get().stage());
        } else {
            kept(event, step, before.get(), after);
        }
        open = after.stage().isFinal() ? Optional.empty() : Optional.of(after);
    }

    private void kept(AuditedEvent event, CallStep step, MarginCall before, MarginCall after) {
        int known = Math.min(before.amounts().size(), after.amounts().size());
        for (int i = 0; i < known; i++) {
            CalledAmount was = before.amounts().get(i);
            CalledAmount is = after.amounts().get(i);
            if (is.due().isBefore(was.due()) || is.extension().compareTo(was.extension()) < 0) {
                violated(event, step + " moves a deadline of call " + after.number() + " earlier");
            }
        }
        if (step != CallStep.RAISE
                && !before.asked().total().equals(after.asked().total())) {
            violated(event, step + " changes what call " + after.number() + " asks for");
        }
    }

    private void banksOf(CallTerms terms) {
        banks.addAll(terms.banks());
    }

    private void violated(AuditedEvent event, String what) {
        verdicts.violated(Invariant.CALLS, event, what);
    }
}
