package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.bidding.BidReply.Status;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.receipts.Finding;
import io.breakwater.waterfall.receipts.PayloadDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What clients ask about bids.
 *
 * @param number the last event of whoever keeps the book
 */
public record BidTurn(BidBook book, long number, String principal, Now now) {

    /**
     * Registers a bid.
     *
     * @param flaw why it cannot be taken here, whoever asks
     * @param instrument of what room is asked for; absent only with a flaw
     */
    public BidStep request(
            BidInput.RequestBid request, Optional<BidRejection> flaw, Optional<InstrumentId> instrument) {
        if (request.asMember().isPresent() && !request.asMember().equals(request.owner())) {
            return BidStep.refused(BidRejection.NOT_YOURS);
        }
        if (request.owner().isEmpty()) {
            return BidStep.refused(BidRejection.ACCOUNT_UNKNOWN);
        }
        Finding<BidReply> found = book.receipts().find(principal, request.request(), digest(request), now.house());
        if (found instanceof Finding.Repeated<BidReply> repeated) {
            return BidStep.answer(new BidReply.Pending(bid(repeated.answer())));
        }
        if (found instanceof Finding.Refused<BidReply> refused) {
            return BidStep.refused(rejection(refused.reason()));
        }
        Optional<BidRejection> reason = book.hasRoomForReceipt(now.house())
                ? flaw.or(() -> book.isFull() ? Optional.of(BidRejection.TOO_MANY_BIDS) : Optional.empty())
                : Optional.of(BidRejection.REQUEST_WINDOW_FULL);
        return reason.map(BidStep::refused)
                .orElseGet(() -> register(request, request.owner().get(), instrument.orElseThrow()));
    }

    private BidStep register(BidInput.RequestBid request, String owner, InstrumentId instrument) {
        BidChange change = new BidChange.Registered(
                principal,
                request.request(),
                digest(request),
                request.account(),
                owner,
                instrument,
                request.lots(),
                request.price(),
                keptAt());
        return BidStep.change(change, new BidReply.Pending(number + 1));
    }

    /** Answers once the account has decided. */
    public BidStep await(BidInput.AwaitBid wanted) {
        Finding<BidReply> found = book.receipts().status(principal, wanted.request(), now.house());
        if (found instanceof Finding.Repeated<BidReply> repeated) {
            return repeated.answer() instanceof BidReply.Pending ? BidStep.LATER : BidStep.answer(repeated.answer());
        }
        return BidStep.refused(BidRejection.BID_UNKNOWN);
    }

    /**
     * Takes a bid back.
     *
     * @param flaw why nothing is taken back any more
     */
    public BidStep withdraw(BidInput.WithdrawBid request, Optional<BidRejection> flaw) {
        String digest = PayloadDigest.of(List.of("withdraw", Long.toString(request.bid())));
        Finding<BidReply> found = book.receipts().find(principal, request.request(), digest, now.house());
        if (found instanceof Finding.Repeated<BidReply> repeated) {
            return BidStep.answer(repeated.answer());
        }
        Optional<Bid> bid = book.bids().find(request.bid());
        if (request.asMember().isPresent() && !request.asMember().equals(bid.map(Bid::member))) {
            return BidStep.refused(BidRejection.NOT_YOURS);
        }
        if (found instanceof Finding.Refused<BidReply> refused) {
            return BidStep.refused(rejection(refused.reason()));
        }
        Optional<BidRejection> reason =
                flaw.or(() -> bid.isEmpty() ? Optional.of(BidRejection.BID_UNKNOWN) : Optional.empty());
        BidChange change = new BidChange.Withdrawn(request.bid(), principal, request.request(), digest, keptAt());
        return reason.map(BidStep::refused)
                .orElseGet(() -> BidStep.change(change, new BidReply.Withdrawn(request.bid(), number + 1)));
    }

    /**
     * Lists bids.
     *
     * @param sealed true while nobody sees the bids of others, the house included
     */
    public BidStep list(BidInput.ListBids wanted, boolean sealed) {
        Optional<String> member = wanted.asMember();
        List<BidReply.Standing> bids = book.bids().values().stream()
                .filter(bid -> member.map(bid.member()::equals).orElse(!sealed))
                .map(bid -> new BidReply.Standing(
                        bid.number(), bid.account(), bid.member(), bid.lots(), bid.price(), bid.held()))
                .toList();
        return BidStep.answer(new BidReply.Bids(number, bids));
    }

    /**
     * Says what became of a request; one that was never seen is voided first.
     *
     * @param flaw why no bid is taken here yet; then nothing is voided, and nothing said about a request never seen
     */
    public BidStep status(BidInput.ReadStatus wanted, Optional<BidRejection> flaw) {
        Finding<BidReply> found = book.receipts().status(principal, wanted.request(), now.house());
        if (found instanceof Finding.Repeated<BidReply> repeated) {
            return BidStep.answer(new Status(outcome(repeated.answer()), number));
        }
        if (found instanceof Finding.Refused<BidReply> refused) {
            return switch (refused.reason()) {
                case VOIDED -> BidStep.answer(new Status(Status.Outcome.VOIDED, number));
                case TOO_OLD -> BidStep.answer(new Status(Status.Outcome.FORGOTTEN, number));
                case AHEAD_OF_TIME, WINDOW_FULL, OTHER_PAYLOAD -> BidStep.refused(rejection(refused.reason()));
            };
        }
        if (flaw.isPresent()) {
            return BidStep.refused(flaw.get());
        }
        if (!book.hasRoomToVoid(now.house())) {
            return BidStep.refused(BidRejection.REQUEST_WINDOW_FULL);
        }
        return BidStep.change(
                new BidChange.RequestVoided(principal, wanted.request(), keptAt()),
                new Status(Status.Outcome.VOIDED, number + 1));
    }

    private static Status.Outcome outcome(BidReply answer) {
        if (answer instanceof BidReply.Pending) {
            return Status.Outcome.PENDING;
        }
        return answer instanceof BidReply.Declined ? Status.Outcome.DECLINED : Status.Outcome.COMMITTED;
    }

    private static String digest(BidInput.RequestBid request) {
        return PayloadDigest.of(List.of(
                "bid",
                request.account().toString(),
                Long.toString(request.lots().count()),
                Long.toString(request.price().ticks())));
    }

    private static long bid(BidReply answer) {
        if (answer instanceof BidReply.Pending pending) {
            return pending.bid();
        }
        if (answer instanceof BidReply.Accepted accepted) {
            return accepted.bid();
        }
        if (answer instanceof BidReply.Declined declined) {
            return declined.bid();
        }
        if (answer instanceof BidReply.Withdrawn withdrawn) {
            return withdrawn.bid();
        }
        throw new IllegalStateException("no receipt of a bid: " + answer);
    }

    private static BidRejection rejection(Finding.Reason reason) {
        return switch (reason) {
            case OTHER_PAYLOAD -> BidRejection.REQUEST_REUSED;
            case VOIDED -> BidRejection.REQUEST_VOIDED;
            case TOO_OLD -> BidRejection.REQUEST_TOO_OLD;
            case AHEAD_OF_TIME -> BidRejection.REQUEST_AHEAD_OF_TIME;
            case WINDOW_FULL -> BidRejection.REQUEST_WINDOW_FULL;
        };
    }

    private Optional<Instant> keptAt() {
        return now.house().map(HouseInstant::time);
    }
}
