package io.breakwater.node.audit;

import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.auction.AuctionEvent;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bidding.BidChange;
import io.breakwater.waterfall.desk.DeskEvent;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.price.PriceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.trades.TradesEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Invariant 3, of what comes from outside: a request id is answered once by the entity that takes it, numbered streams
 * advance by one, and what can happen to a thing once happens once.
 */
final class RequestCheck implements Check {

    private final Verdicts verdicts;
    private final Set<String> once = new HashSet<>();
    private final Map<String, Long> streams = new HashMap<>();
    private long requests;

    RequestCheck(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public Invariant invariant() {
        return Invariant.EXACTLY_ONCE;
    }

    @Override
    public void begin(EntityId entity) {
        once.clear();
        streams.clear();
    }

    @Override
    public void event(AuditedEvent event) {
        if (event.event() instanceof AccountEvent account) {
            account(event, account);
        } else if (event.event() instanceof PayoutsEvent payouts) {
            payouts(event, payouts);
        } else if (event.event() instanceof DeskEvent.BidChanged changed) {
            bid(event, changed.change());
        } else if (event.event() instanceof AuctionEvent.BidChanged changed) {
            bid(event, changed.change());
        } else if (event.event() instanceof BankEvent.LinesRecorded recorded) {
            long last = recorded.firstLine() + recorded.lines().size() - 1;
            consecutive(event, "line", recorded.firstLine(), last);
        } else if (event.event() instanceof TradesEvent.TradesRegistered registered) {
            consecutive(event, "batch", registered.sequence(), registered.sequence());
        } else if (event.event() instanceof PriceEvent.Judged judged) {
            Long before = streams.put(judged.source(), judged.sequence());
            if (before != null && judged.sequence() <= before) {
                violated(event, "publication " + judged.sequence() + " of " + judged.source() + " after " + before);
            }
        }
    }

    @Override
    public void finish() {
        verdicts.compared(Invariant.EXACTLY_ONCE, requests + " requests, lines and batches taken once");
    }

    private void account(AuditedEvent event, AccountEvent account) {
        if (account instanceof AccountEvent.Opened) {
            once(event, "opening");
        } else if (account instanceof AccountEvent.CallAcknowledged acknowledged) {
            once(event, "request " + acknowledged.request() + " of " + acknowledged.principal());
        } else if (account instanceof AccountEvent.RequestVoided voided) {
            once(event, "request " + voided.id() + " of " + voided.principal());
        }
    }

    private void payouts(AuditedEvent event, PayoutsEvent payouts) {
        if (payouts instanceof PayoutsEvent.Requested requested) {
            once(event, "request " + requested.request() + " of " + requested.principal());
        } else if (payouts instanceof PayoutsEvent.RequestVoided voided) {
            once(event, "request " + voided.request() + " of " + voided.principal());
        } else if (payouts instanceof PayoutsEvent.TakenOff takenOff) {
            once(event, "decision on payout " + takenOff.payout());
        } else if (payouts instanceof PayoutsEvent.Declined declined) {
            once(event, "decision on payout " + declined.payout());
        } else if (payouts instanceof PayoutsEvent.Settled settled) {
            once(event, "outcome of payout " + settled.word().payout());
        }
    }

    private void bid(AuditedEvent event, BidChange change) {
        if (change instanceof BidChange.Registered registered) {
            once(event, "request " + registered.request() + " of " + registered.principal());
        } else if (change instanceof BidChange.Withdrawn withdrawn) {
            once(event, "request " + withdrawn.request() + " of " + withdrawn.principal());
        } else if (change instanceof BidChange.RequestVoided voided) {
            once(event, "request " + voided.request() + " of " + voided.principal());
        } else if (change instanceof BidChange.Accepted accepted) {
            once(event, "decision on bid " + accepted.bid());
        } else if (change instanceof BidChange.Declined declined) {
            once(event, "decision on bid " + declined.bid());
        }
    }

    private void once(AuditedEvent event, String what) {
        requests++;
        if (!once.add(what)) {
            violated(event, what + " stands twice");
        }
    }

    private void consecutive(AuditedEvent event, String what, long first, long last) {
        requests++;
        long before = streams.getOrDefault(what, 0L);
        if (first != before + 1) {
            violated(event, "takes " + what + " " + first + " where " + (before + 1) + " follows");
        }
        streams.put(what, Math.max(before, last));
    }

    private void violated(AuditedEvent event, String what) {
        verdicts.violated(Invariant.EXACTLY_ONCE, event, what);
    }
}
