package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.Payout.Stage;
import io.breakwater.waterfall.payouts.PayoutsReply.Status;
import io.breakwater.waterfall.posting.Outbox;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.receipts.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients ask of payouts: to pay, and to tell. */
record WithdrawalTurn(Payouts payouts, PayoutsMemory memory, String principal, Now now) {

    Reaction<PayoutsMemory, PayoutsEvent> request(PayoutsInput.RequestWithdrawal request) {
        if (request.asMember().isPresent() && !request.asMember().equals(request.owner())) {
            return refused(PayoutRejection.NOT_YOURS);
        }
        if (request.owner().isEmpty()) {
            return refused(PayoutRejection.ACCOUNT_UNKNOWN);
        }
        Finding<PayoutDecision> found =
                payouts.receipts().find(principal, request.request(), request.digest(), now.house());
        if (found instanceof Finding.Repeated<PayoutDecision> repeated) {
            return answer(new PayoutDecision.Pending(repeated.answer().payout()));
        }
        if (found instanceof Finding.Refused<PayoutDecision> refused) {
            return refused(rejection(refused.reason()));
        }
        return flaw(request.account(), request.amount(), request.owner().get())
                .map(this::refused)
                .orElseGet(() -> register(request, request.owner().get()));
    }

    /** What if: whether a withdrawal would be registered. What its account would say, the account is asked. */
    Reaction<PayoutsMemory, PayoutsEvent> weigh(PayoutsInput.WeighWithdrawal wanted) {
        if (wanted.asMember().isPresent() && !wanted.asMember().equals(wanted.owner())) {
            return refused(PayoutRejection.NOT_YOURS);
        }
        return wanted.owner().isEmpty()
                ? refused(PayoutRejection.ACCOUNT_UNKNOWN)
                : flaw(wanted.account(), wanted.amount(), wanted.owner().get())
                        .map(this::refused)
                        .orElseGet(() -> answer(new PayoutsReply.Registrable()));
    }

    private Optional<PayoutRejection> flaw(EntityId account, Money amount, String owner) {
        if (!payouts.hasRoomForReceipt(now.house())) {
            return Optional.of(PayoutRejection.REQUEST_WINDOW_FULL);
        }
        if (!amount.isPositive()) {
            return Optional.of(PayoutRejection.AMOUNT_NOT_POSITIVE);
        }
        if (payouts.isStopped(account, owner)) {
            return Optional.of(PayoutRejection.STOPPED);
        }
        if (payouts.open().size() >= Payouts.OPEN || payouts.undecided(account) >= Payouts.UNDECIDED) {
            return Optional.of(PayoutRejection.TOO_MANY_OPEN);
        }
        return payouts.outbox().owed().size() >= Outbox.LAGGING
                ? Optional.of(PayoutRejection.TOO_MANY_LAGGING)
                : Optional.empty();
    }

    private Reaction<PayoutsMemory, PayoutsEvent> register(PayoutsInput.RequestWithdrawal request, String owner) {
        PayoutsEvent.Requested event = new PayoutsEvent.Requested(
                principal,
                request.request(),
                request.digest(),
                owner,
                request.account(),
                request.amount(),
                keptAt(),
                memory.outbox().toPersist());
        long number = payouts.number() + 1;
        Payout payout = payouts.requested(event, number).open().find(number).orElseThrow();
        return Reaction.record(memory, event, new PayoutDecision.Pending(payout.id()));
    }

    Reaction<PayoutsMemory, PayoutsEvent> await(PayoutsInput.AwaitDecision wanted) {
        Finding<PayoutDecision> found = payouts.receipts().status(principal, wanted.request(), now.house());
        if (found instanceof Finding.Repeated<PayoutDecision> repeated) {
            return isUndecided(repeated.answer()) ? Reaction.later(memory) : answer(repeated.answer());
        }
        return refused(PayoutRejection.PAYOUT_UNKNOWN);
    }

    Reaction<PayoutsMemory, PayoutsEvent> status(PayoutsInput.ReadStatus wanted) {
        Finding<PayoutDecision> found = payouts.receipts().status(principal, wanted.request(), now.house());
        if (found instanceof Finding.Repeated<PayoutDecision> repeated) {
            return isUndecided(repeated.answer())
                    ? Reaction.later(memory)
                    : answer(status(Status.Outcome.COMMITTED, payouts.number(), Optional.of(repeated.answer())));
        }
        if (found instanceof Finding.Refused<PayoutDecision> refused) {
            return switch (refused.reason()) {
                case VOIDED -> answer(status(Status.Outcome.VOIDED, payouts.number(), Optional.empty()));
                case TOO_OLD -> answer(status(Status.Outcome.FORGOTTEN, payouts.number(), Optional.empty()));
                case AHEAD_OF_TIME, WINDOW_FULL, OTHER_PAYLOAD -> refused(rejection(refused.reason()));
            };
        }
        PayoutsEvent event = new PayoutsEvent.RequestVoided(
                principal, wanted.request(), keptAt(), memory.outbox().toPersist());
        return Reaction.record(memory, event, status(Status.Outcome.VOIDED, payouts.number() + 1, Optional.empty()));
    }

    Reaction<PayoutsMemory, PayoutsEvent> read(PayoutsInput.ReadPayout wanted) {
        PayoutId id = wanted.payout();
        Optional<Payout> known = payouts.find(id)
                .or(() -> payouts.settled().find(id.number()).filter(payout -> payout.id()
                        .equals(id)));
        if (wanted.asMember().isPresent() && !wanted.asMember().equals(known.map(Payout::member))) {
            return refused(PayoutRejection.NOT_YOURS);
        }
        return known.map(payout -> answer(new PayoutsReply.View(payout)))
                .orElseGet(() -> refused(PayoutRejection.PAYOUT_UNKNOWN));
    }

    Reaction<PayoutsMemory, PayoutsEvent> list(PayoutsInput.ListPayouts wanted) {
        List<Payout> page = new ArrayList<>();
        for (Map.Entry<Long, Payout> row : payouts.open().from(wanted.after() + 1)) {
            if (row.getValue().stage() == Stage.IN_TRANSIT) {
                if (page.size() == wanted.limit()) {
                    return answer(new PayoutsReply.Page(page, true));
                }
                page.add(row.getValue());
            }
        }
        return answer(new PayoutsReply.Page(page, false));
    }

    private static boolean isUndecided(PayoutDecision decision) {
        return decision instanceof PayoutDecision.Pending;
    }

    private static Status status(Status.Outcome outcome, long number, Optional<PayoutDecision> decision) {
        return new Status(outcome, number, decision);
    }

    private static PayoutRejection rejection(Finding.Reason reason) {
        return switch (reason) {
            case OTHER_PAYLOAD -> PayoutRejection.REQUEST_REUSED;
            case VOIDED -> PayoutRejection.REQUEST_VOIDED;
            case TOO_OLD -> PayoutRejection.REQUEST_TOO_OLD;
            case AHEAD_OF_TIME -> PayoutRejection.REQUEST_AHEAD_OF_TIME;
            case WINDOW_FULL -> PayoutRejection.REQUEST_WINDOW_FULL;
        };
    }

    private Optional<Instant> keptAt() {
        return now.house().map(HouseInstant::time);
    }

    private Reaction<PayoutsMemory, PayoutsEvent> answer(Message reply) {
        return Reaction.answer(memory, reply);
    }

    private Reaction<PayoutsMemory, PayoutsEvent> refused(PayoutRejection reason) {
        return answer(new PayoutsReply.Refused(reason));
    }
}
