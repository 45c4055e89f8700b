package io.breakwater.node.edge;

import com.google.type.Decimal;
import io.breakwater.protocol.auction.v1.Bid;
import io.breakwater.protocol.auction.v1.BidDecision;
import io.breakwater.waterfall.bidding.BidInput;
import io.breakwater.waterfall.bidding.BidReply;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.trades.TradeParty;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What members say to a taker of bids, a desk or an auction: a bid is registered first, then its account decides. */
final class BidRequests {

    private final Entities entities;
    private final ServiceView service;
    private final AccountDirectory directory;
    private final Decisions decisions;

    BidRequests(Entities entities, ServiceView service, AccountDirectory directory) {
        this.entities = entities;
        this.service = service;
        this.directory = directory;
        this.decisions = new Decisions(entities);
    }

    /** A bid as it was asked for. */
    record Wanted(
            InstrumentId instrument, String account, long lots, boolean priced, Decimal price, String requestId) {}

    /** How a bid was decided; the number is that of the event from which on it stands. */
    record Decided(long bid, BidDecision decision, String reason, String detail, Optional<Long> number) {}

    /** The listed instrument, or the refusal {@code INSTRUMENT_UNKNOWN}. */
    CompletionStage<Instrument> instrument(Caller caller, InstrumentId id) {
        return service.listing(caller, List.of(id))
                .thenApply(catalogue -> Optional.ofNullable(catalogue.listings().get(id))
                        .orElseThrow(() ->
                                ApiError.INSTRUMENT_UNKNOWN.with("no such instrument: " + id, Fields.at("instrument")))
                        .instrument());
    }

    CompletionStage<Decided> place(Caller caller, EntityId taker, Wanted wanted) {
        EntityId account = Fields.account("account", wanted.account());
        RequestId id = Fields.requestId(wanted.requestId());
        if (wanted.lots() == 0) {
            throw ApiError.NUMBER_MALFORMED.with("lots must not be zero", Fields.at("lots"));
        }
        if (!wanted.priced()) {
            throw Fields.missing("price");
        }
        return instrument(caller, wanted.instrument())
                .thenApply(instrument -> Prices.price("price", wanted.price(), instrument))
                .thenCombine(directory.find(caller, account), (price, owner) -> request(caller, wanted, price, owner))
                .thenCompose(body -> entities.ask(caller, taker, body, id.value()))
                .thenCompose(registered -> decided(caller, taker, id, decided(registered)));
    }

    private static BidInput request(Caller caller, Wanted wanted, Price price, Optional<TradeParty> owner) {
        return new BidInput.RequestBid(
                caller.principal().member(),
                owner.map(TradeParty::member),
                Fields.requestId(wanted.requestId()),
                Fields.account("account", wanted.account()),
                Lots.of(wanted.lots()),
                price);
    }

    private CompletionStage<Decided> decided(Caller caller, EntityId taker, RequestId id, Decided registered) {
        return registered.decision() == BidDecision.BID_DECISION_PENDING
                ? decisions.await(
                        caller, taker, new BidInput.AwaitBid(id), id.value(), registered, BidRequests::decided)
                : CompletableFuture.completedFuture(registered);
    }

    private static Decided decided(Message reply) {
        if (reply instanceof BidReply.Pending pending) {
            return new Decided(pending.bid(), BidDecision.BID_DECISION_PENDING, "", "", Optional.empty());
        }
        if (reply instanceof BidReply.Accepted accepted) {
            return new Decided(
                    accepted.bid(), BidDecision.BID_DECISION_ACCEPTED, "", "", Optional.of(accepted.number()));
        }
        if (reply instanceof BidReply.Declined declined) {
            return new Decided(
                    declined.bid(),
                    BidDecision.BID_DECISION_DECLINED,
                    declined.reason().name(),
                    declined.detail(),
                    Optional.empty());
        }
        throw refusal(reply);
    }

    CompletionStage<BidReply.Withdrawn> withdraw(Caller caller, EntityId taker, long bid, String requestId) {
        RequestId id = Fields.requestId(requestId);
        BidInput body = new BidInput.WithdrawBid(caller.principal().member(), id, Fields.counted("bid", bid));
        return entities.ask(caller, taker, body, id.value()).thenApply(reply -> {
            if (reply instanceof BidReply.Withdrawn withdrawn) {
                return withdrawn;
            }
            throw refusal(reply);
        });
    }

    CompletionStage<BidReply.Bids> list(Caller caller, EntityId taker) {
        BidInput body = new BidInput.ListBids(caller.principal().member());
        return entities.ask(caller, taker, body, "list").thenApply(reply -> {
            if (reply instanceof BidReply.Bids bids) {
                return bids;
            }
            throw refusal(reply);
        });
    }

    /** What became of a bid of the caller's. */
    CompletionStage<BidReply.Status> status(Caller caller, EntityId taker, RequestId id) {
        return entities.ask(caller, taker, new BidInput.ReadStatus(id), id.value())
                .thenApply(reply -> {
                    if (reply instanceof BidReply.Status status) {
                        return status;
                    }
                    throw refusal(reply);
                });
    }

    static Bid wire(BidReply.Standing bid, Instrument instrument) {
        return Bid.newBuilder()
                .setBid(bid.bid())
                .setAccount(bid.account().key())
                .setMember(bid.member())
                .setLots(bid.lots().count())
                .setPrice(Prices.wire(bid.price(), instrument))
                .setHeld(bid.held())
                .build();
    }

    private static RuntimeException refusal(Message reply) {
        if (reply instanceof BidReply.Refused refused) {
            return Rejections.of(refused.reason());
        }
        return new IllegalStateException("a taker of bids answered " + reply);
    }
}
