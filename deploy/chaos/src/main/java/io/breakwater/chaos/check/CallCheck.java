package io.breakwater.chaos.check;

import io.breakwater.chaos.cluster.Journal;
import io.breakwater.chaos.cluster.World;
import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.call.CalledAmount;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.process.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Margin calls against true time, which no node knows. A call expires only when its deadline is past in truth, whatever
 * the clocks of a minority say; not while a deposit that a bank recorded before the deadline is not applied; and not when
 * nothing is unpaid. Deadlines move by outages only and never earlier, calls are numbered, an expired one is for ever, and lots
 * are ordered closed only beyond a call.
 */
final class CallCheck implements Check {

    private final ChannelCheck channels;
    private final Map<EntityId, Long> issued = new HashMap<>();
    private final Set<EntityId> beyond = new HashSet<>();

    CallCheck(ChannelCheck channels) {
        this.channels = channels;
    }

    @Override
    public void stored(Journal.Row row, Object before, Object after) {
        if (!(after instanceof Account account) || !(before instanceof Account earlier)) {
            return;
        }
        Optional<MarginCall> was = earlier.standing().openCall();
        Optional<MarginCall> is = account.standing().openCall();
        is.ifPresent(call -> lives(row, was, call));
        if (row.event() instanceof AccountEvent.CallExpired expired) {
            expired(row, expired, was);
        } else if (row.event() instanceof AccountEvent.OrderGiven && !beyond.contains(row.entity())) {
            throw new Violation(Invariant.CALLS, row.entity() + " " + row.number() + " closes lots without an expiry");
        }
        if (earlier.standing() instanceof Standing.Expired
                && !(account.standing() instanceof Standing.Expired)
                && !isEnd(row.event())) {
            throw new Violation(
                    Invariant.CALLS,
                    row.entity() + " " + row.number() + " goes from an expired call to " + account.standing());
        }
        if (account.standing() instanceof Standing.Expired || account.standing() instanceof Standing.ClosingOut) {
            beyond.add(row.entity());
        } else if (account.standing() instanceof Standing.Good) {
            beyond.remove(row.entity());
        }
    }

    /** What an expired call may end with; money alone is none of it. */
    private static boolean isEnd(Object event) {
        return event instanceof AccountEvent.LiquidationCured
                || event instanceof AccountEvent.FoundDeficient
                || event instanceof AccountEvent.LeftUnsold
                || event instanceof AccountEvent.Surrendered;
    }

    private void lives(Journal.Row row, Optional<MarginCall> was, MarginCall call) {
        boolean same = was.filter(open -> open.number() == call.number()).isPresent();
        long last = issued.getOrDefault(row.entity(), 0L);
        if (!same && (was.isPresent() || call.number() != last + 1)) {
            throw new Violation(
                    Invariant.CALLS, row.entity() + " has call " + call.number() + " after " + last + " and " + was);
        }
        issued.put(row.entity(), call.number());
        if (same) {
            MarginCall open = was.get();
            for (int i = 0; i < Math.min(open.amounts().size(), call.amounts().size()); i++) {
                CalledAmount now = call.amounts().get(i);
                int order = now.deadline().compareTo(open.amounts().get(i).deadline());
                if (order < 0 || (order > 0 && !(row.event() instanceof AccountEvent.CallExtended))) {
                    throw new Violation(Invariant.CALLS, row.entity() + " " + row.number() + " moves a deadline");
                }
            }
        }
    }

    private void expired(Journal.Row row, AccountEvent.CallExpired expired, Optional<MarginCall> was) {
        Instant decided = World.BEGINNING.plusNanos(row.decided());
        if (decided.isBefore(expired.deadline())) {
            throw new Violation(
                    Invariant.CALLS,
                    row.entity() + " " + row.number() + " lets its call expire "
                            + Duration.between(decided, expired.deadline()) + " before " + expired.deadline());
        }
        if (!was.flatMap(MarginCall::nextDeadline).equals(Optional.of(expired.deadline()))
                || expired.unpaid().isNothing()
                || !was.map(MarginCall::unpaid).equals(Optional.of(expired.unpaid()))) {
            throw new Violation(
                    Invariant.CALLS, row.entity() + " " + row.number() + " lets " + expired + " expire, it was " + was);
        }
        long deadline = Duration.between(World.BEGINNING, expired.deadline()).toNanos();
        for (EntityId bank : expired.flushed().keySet()) {
            channels.late(bank, row.entity(), deadline).ifPresent(number -> {
                throw new Violation(
                        Invariant.CALLS,
                        row.entity() + " " + row.number() + " lets its call expire without " + bank + " " + number
                                + ", which was recorded before the deadline");
            });
        }
        if (expired.flushed().isEmpty()) {
            throw new Violation(Invariant.CALLS, row.entity() + " " + row.number() + " asked no bank");
        }
    }
}
