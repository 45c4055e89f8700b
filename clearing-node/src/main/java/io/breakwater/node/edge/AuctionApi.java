package io.breakwater.node.edge;

import io.breakwater.protocol.auction.v1.Auction;
import io.breakwater.protocol.auction.v1.AuctionServiceGrpc;
import io.breakwater.protocol.auction.v1.AuctionStage;
import io.breakwater.protocol.auction.v1.GetAuctionRequest;
import io.breakwater.protocol.auction.v1.GetAuctionResponse;
import io.breakwater.protocol.auction.v1.ListAuctionsRequest;
import io.breakwater.protocol.auction.v1.ListAuctionsResponse;
import io.breakwater.protocol.auction.v1.ListStandingBidsRequest;
import io.breakwater.protocol.auction.v1.ListStandingBidsResponse;
import io.breakwater.protocol.auction.v1.PlaceBidRequest;
import io.breakwater.protocol.auction.v1.PlaceBidResponse;
import io.breakwater.protocol.auction.v1.PlaceStandingBidRequest;
import io.breakwater.protocol.auction.v1.PlaceStandingBidResponse;
import io.breakwater.protocol.auction.v1.WithdrawBidRequest;
import io.breakwater.protocol.auction.v1.WithdrawBidResponse;
import io.breakwater.protocol.auction.v1.WithdrawStandingBidRequest;
import io.breakwater.protocol.auction.v1.WithdrawStandingBidResponse;
import io.breakwater.waterfall.auction.AuctionInput;
import io.breakwater.waterfall.auction.AuctionMessage;
import io.breakwater.waterfall.auction.AuctionReply;
import io.breakwater.waterfall.episode.EpisodeReply;
import io.breakwater.waterfall.house.Declaration;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code AuctionService}: standing bids at desks, and sealed bids in the auctions of open defaults. */
public final class AuctionApi extends AuctionServiceGrpc.AuctionServiceImplBase {

    private final Entities entities;
    private final EpisodeReads episodes;
    private final BidRequests bids;

    public AuctionApi(Entities entities, ServiceView service, AccountDirectory directory) {
        this.entities = entities;
        this.episodes = new EpisodeReads(entities);
        this.bids = new BidRequests(entities, service, directory);
    }

    /** The desk of an instrument. */
    static EntityId desk(InstrumentId instrument) {
        return EntityId.of(EntityKind.DESK, instrument.value());
    }

    @Override
    public void listAuctions(ListAuctionsRequest request, StreamObserver<ListAuctionsResponse> caller) {
        Unary.answer(caller, () -> {
            Caller current = Caller.current();
            return episodes.open(current).thenCompose(open -> list(current, open));
        });
    }

    @Override
    public void getAuction(GetAuctionRequest request, StreamObserver<GetAuctionResponse> caller) {
        Unary.answer(caller, () -> {
            Caller current = Caller.current();
            long episode = Fields.counted("episode", request.getEpisode());
            InstrumentId instrument = Fields.instrument("instrument", request.getInstrument());
            return episodes.read(current, episode).thenCompose(view -> get(current, view.declaration(), instrument));
        });
    }

    @Override
    public void placeBid(PlaceBidRequest request, StreamObserver<PlaceBidResponse> caller) {
        Unary.answer(caller, () -> {
            InstrumentId instrument = Fields.instrument("instrument", request.getInstrument());
            EntityId auction = AuctionMessage.auction(Fields.counted("episode", request.getEpisode()), instrument);
            return place(
                    auction,
                    new BidRequests.Wanted(
                            instrument,
                            request.getAccount(),
                            request.getLots(),
                            request.hasPrice(),
                            request.getPrice(),
                            request.getRequestId()));
        });
    }

    /** Registers a bid at its taker and answers when its account has decided. */
    private CompletionStage<PlaceBidResponse> place(EntityId taker, BidRequests.Wanted wanted) {
        return bids.place(Caller.current(), taker, wanted).thenApply(decided -> {
            PlaceBidResponse.Builder response = PlaceBidResponse.newBuilder()
                    .setBid(decided.bid())
                    .setDecision(decided.decision())
                    .setReason(decided.reason())
                    .setDetail(decided.detail());
            decided.number().ifPresent(number -> response.setPosition(Fields.position(taker, number)));
            return response.build();
        });
    }

    @Override
    public void withdrawBid(WithdrawBidRequest request, StreamObserver<WithdrawBidResponse> caller) {
        Unary.answer(caller, () -> {
            InstrumentId instrument = Fields.instrument("instrument", request.getInstrument());
            EntityId auction = AuctionMessage.auction(Fields.counted("episode", request.getEpisode()), instrument);
            return bids.withdraw(Caller.current(), auction, request.getBid(), request.getRequestId())
                    .thenApply(withdrawn -> WithdrawBidResponse.newBuilder()
                            .setBid(withdrawn.bid())
                            .setPosition(Fields.position(auction, withdrawn.number()))
                            .build());
        });
    }

    @Override
    public void placeStandingBid(PlaceStandingBidRequest request, StreamObserver<PlaceStandingBidResponse> caller) {
        Unary.answer(caller, () -> {
            InstrumentId instrument = Fields.instrument("instrument", request.getInstrument());
            BidRequests.Wanted wanted = new BidRequests.Wanted(
                    instrument,
                    request.getAccount(),
                    request.getLots(),
                    request.hasPrice(),
                    request.getPrice(),
                    request.getRequestId());
            return place(desk(instrument), wanted).thenApply(AuctionApi::standing);
        });
    }

    private static PlaceStandingBidResponse standing(PlaceBidResponse placed) {
        PlaceStandingBidResponse.Builder response = PlaceStandingBidResponse.newBuilder()
                .setBid(placed.getBid())
                .setDecision(placed.getDecision())
                .setReason(placed.getReason())
                .setDetail(placed.getDetail());
        if (placed.hasPosition()) {
            response.setPosition(placed.getPosition());
        }
        return response.build();
    }

    @Override
    public void withdrawStandingBid(
            WithdrawStandingBidRequest request, StreamObserver<WithdrawStandingBidResponse> caller) {
        Unary.answer(caller, () -> {
            EntityId desk = desk(Fields.instrument("instrument", request.getInstrument()));
            return bids.withdraw(Caller.current(), desk, request.getBid(), request.getRequestId())
                    .thenApply(withdrawn -> WithdrawStandingBidResponse.newBuilder()
                            .setBid(withdrawn.bid())
                            .setPosition(Fields.position(desk, withdrawn.number()))
                            .build());
        });
    }

    @Override
    public void listStandingBids(ListStandingBidsRequest request, StreamObserver<ListStandingBidsResponse> caller) {
        Unary.answer(caller, () -> {
            Caller current = Caller.current();
            InstrumentId id = Fields.instrument("instrument", request.getInstrument());
            EntityId desk = desk(id);
            return bids.instrument(current, id).thenCombine(bids.list(current, desk), (instrument, standing) -> {
                ListStandingBidsResponse.Builder response =
                        ListStandingBidsResponse.newBuilder().setPosition(Fields.position(desk, standing.number()));
                standing.bids().forEach(bid -> response.addBids(BidRequests.wire(bid, instrument)));
                return response.build();
            });
        });
    }

    private CompletionStage<ListAuctionsResponse> list(Caller caller, List<EpisodeReply.View> open) {
        CompletionStage<List<Auction>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (EpisodeReply.View episode : open) {
            for (InstrumentId instrument : episode.onOffer()) {
                all = all.thenCombine(find(caller, episode.declaration(), instrument), (list, found) -> {
                    found.ifPresent(list::add);
                    return list;
                });
            }
        }
        return all.thenApply(
                list -> ListAuctionsResponse.newBuilder().addAllAuctions(list).build());
    }

    private CompletionStage<GetAuctionResponse> get(Caller caller, Declaration declaration, InstrumentId id) {
        EntityId auction = AuctionMessage.auction(declaration.episode(), id);
        return find(caller, declaration, id).thenCompose(found -> {
            Auction shown = found.orElseThrow(
                    () -> ApiError.AUCTION_UNKNOWN.with("there is no such auction", Map.of("auction", auction.key())));
            return bids.instrument(caller, id).thenCombine(bids.list(caller, auction), (instrument, list) -> {
                GetAuctionResponse.Builder response =
                        GetAuctionResponse.newBuilder().setAuction(shown);
                list.bids().forEach(bid -> response.addBids(BidRequests.wire(bid, instrument)));
                return response.build();
            });
        });
    }

    /** The auction as it stands; nothing while it has not been opened. */
    private CompletionStage<Optional<Auction>> find(Caller caller, Declaration declaration, InstrumentId id) {
        EntityId auction = AuctionMessage.auction(declaration.episode(), id);
        return entities.ask(caller, auction, new AuctionInput.ReadAuction(), "read")
                .thenCombine(bids.instrument(caller, id), (reply, instrument) -> {
                    if (reply instanceof AuctionReply.View view) {
                        return Optional.of(wire(caller, declaration, view, instrument));
                    }
                    if (reply instanceof AuctionReply.NotOpened) {
                        return Optional.empty();
                    }
                    throw new IllegalStateException("an auction answered " + reply);
                });
    }

    /** Members see what is on offer, not whose accounts it was: those who bid must not learn who is how large. */
    static Auction wire(Caller caller, Declaration declaration, AuctionReply.View view, Instrument instrument) {
        Auction.Builder wire = Auction.newBuilder()
                .setEpisode(declaration.episode())
                .setInstrument(instrument.id().value())
                .setLots(view.lots().count())
                .setMark(Prices.wire(view.mark().price(), instrument))
                .setCloseTime(Calendars.wire(view.closes()))
                .setStage(view.awarded() ? AuctionStage.AUCTION_STAGE_CLOSED : AuctionStage.AUCTION_STAGE_OPEN)
                .setMember(declaration.member().orElse(""));
        view.reserve().ifPresent(reserve -> wire.setReserve(Prices.wire(reserve, instrument)));
        if (caller.principal().kind() != PrincipalKind.MEMBER) {
            declaration.accounts().keySet().forEach(account -> wire.addAccounts(account.key()));
        }
        return wire.build();
    }
}
