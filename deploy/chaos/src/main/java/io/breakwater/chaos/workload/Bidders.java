package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.Contents;
import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.workload.Cast.Party;
import io.breakwater.chaos.workload.Cast.Role;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.node.client.RequestIds;
import io.breakwater.protocol.auction.v1.Auction;
import io.breakwater.protocol.auction.v1.AuctionServiceGrpc;
import io.breakwater.protocol.auction.v1.AuctionStage;
import io.breakwater.protocol.auction.v1.BidDecision;
import io.breakwater.protocol.auction.v1.ListAuctionsRequest;
import io.breakwater.protocol.auction.v1.ListAuctionsResponse;
import io.breakwater.protocol.auction.v1.PlaceBidRequest;
import io.breakwater.protocol.auction.v1.PlaceStandingBidRequest;
import io.breakwater.protocol.auction.v1.WithdrawStandingBidRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Members that bid: at desks now and then, in auctions about every other time, else for a part or not at all. */
final class Bidders implements Runnable {

    private static final long EVERY_MILLIS = 500;
    private static final int ABSENT_PERCENT = 45;
    private static final int ROUNDS_BETWEEN_STANDING_BIDS = 6;
    private static final long STANDING_LOTS = 8;
    private static final int STANDING = 12;
    private static final String REFUSALS =
            "NOT_OPEN,CLOSED,WRONG_SIDE,BEYOND_RESERVE,STOPPED,TOO_MANY_BIDS,HOLD_REFUSED,AUCTION_UNKNOWN";

    private final Requests requests;
    private final Dice dice;
    private final Cast cast;
    private final PriceFeed feed;
    private final RequestIds ids = new RequestIds();
    private final Set<String> handled = new HashSet<>();
    private final ConcurrentLinkedQueue<Standing> standing = new ConcurrentLinkedQueue<>();
    private volatile boolean everybodyBids;

    Bidders(Requests requests, Dice dice, Cast cast, PriceFeed feed) {
        this.requests = requests;
        this.dice = dice;
        this.cast = cast;
        this.feed = feed;
    }

    private record Standing(Party party, String instrument, long bid) {}

    /** From now on there is a bid for everything. */
    void everybodyBids() {
        everybodyBids = true;
    }

    @Override
    public void run() {
        try {
            for (long round = 1; !requests.isOver(); round++) {
                bidInAuctions();
                if (round % ROUNDS_BETWEEN_STANDING_BIDS == 0) {
                    standAtADesk();
                }
                requests.pause(EVERY_MILLIS);
            }
        } catch (Requests.Over over) {
            // The end.
        }
    }

    private void bidInAuctions() {
        Request<ListAuctionsRequest, ListAuctionsResponse> list = new Request<>(
                Terms.OPERATOR,
                AuctionServiceGrpc.getListAuctionsMethod(),
                ListAuctionsRequest.getDefaultInstance(),
                "auctions",
                "",
                Map.of(Facts.MAY_BE_REFUSED, ""),
                answer -> Map.of(Facts.COUNT, Integer.toString(answer.getAuctionsCount())));
        if (requests.once(list) instanceof Outcome.Answered<ListAuctionsResponse> listed) {
            listed.answer().getAuctionsList().stream()
                    .filter(auction -> auction.getStage() == AuctionStage.AUCTION_STAGE_OPEN)
                    .filter(auction -> handled.add(auction.getEpisode() + " " + auction.getInstrument()))
                    .forEach(this::bidIn);
        }
    }

    private void bidIn(Auction auction) {
        if (!everybodyBids && dice.percent(ABSENT_PERCENT)) {
            return;
        }
        List<Party> bidders = cast.alive(Role.SURVIVOR).stream()
                .filter(Party::isHouse)
                .filter(party -> !party.member().equals(auction.getMember()))
                .toList();
        for (int left = everybodyBids ? 3 : 1 + dice.below(2); left > 0 && !bidders.isEmpty(); left--) {
            long share = everybodyBids ? auction.getLots() : auction.getLots() * (25 + dice.below(76)) / 100;
            if (share != 0) {
                long worse = dice.between(0, Terms.RESERVE / 2);
                long price = Wire.hundredths(auction.getMark()) + (auction.getLots() > 0 ? -worse : worse);
                requests.send(bid(dice.of(bidders), auction, share, price));
            }
        }
    }

    private Request<PlaceBidRequest, ?> bid(Party party, Auction auction, long lots, long price) {
        String requestId = ids.next();
        return new Request<>(
                party.principal(),
                AuctionServiceGrpc.getPlaceBidMethod(),
                PlaceBidRequest.newBuilder()
                        .setEpisode(auction.getEpisode())
                        .setInstrument(auction.getInstrument())
                        .setAccount(party.account())
                        .setLots(lots)
                        .setPrice(Wire.hundredths(price))
                        .setRequestId(requestId)
                        .build(),
                "auction|" + auction.getEpisode() + ":" + auction.getInstrument(),
                requestId,
                Map.of(
                        Facts.CONTENT,
                        Contents.bid(party.account(), auction.getInstrument(), lots),
                        Facts.MAY_BE_REFUSED,
                        REFUSALS),
                answer -> decided(answer.getBid(), answer.getDecision()));
    }

    private static Map<String, String> decided(long bid, BidDecision decision) {
        Map<String, String> said = new TreeMap<>();
        said.put(Facts.DECISION, decision.name());
        if (decision != BidDecision.BID_DECISION_PENDING) {
            said.put(Facts.ANSWER, bid + " " + decision.name());
        }
        return said;
    }

    private void standAtADesk() {
        if (standing.size() > STANDING) {
            withdraw(standing.remove());
        }
        List<Party> bidders =
                cast.alive(Role.SURVIVOR).stream().filter(Party::isHouse).toList();
        if (bidders.isEmpty()) {
            return;
        }
        Party party = dice.of(bidders);
        String instrument = dice.of(Terms.INSTRUMENTS);
        boolean buys = dice.percent(50);
        long lots = buys ? STANDING_LOTS : -STANDING_LOTS;
        long price = Math.max(1, feed.price(instrument) + (buys ? -1 : 1) * dice.between(20, 200));
        String requestId = ids.next();
        Request<PlaceStandingBidRequest, io.breakwater.protocol.auction.v1.PlaceStandingBidResponse> request =
                new Request<>(
                        party.principal(),
                        AuctionServiceGrpc.getPlaceStandingBidMethod(),
                        PlaceStandingBidRequest.newBuilder()
                                .setInstrument(instrument)
                                .setAccount(party.account())
                                .setLots(lots)
                                .setPrice(Wire.hundredths(price))
                                .setRequestId(requestId)
                                .build(),
                        "desk|" + instrument,
                        requestId,
                        Map.of(
                                Facts.CONTENT,
                                Contents.bid(party.account(), instrument, lots),
                                Facts.MAY_BE_REFUSED,
                                REFUSALS),
                        answer -> decided(answer.getBid(), answer.getDecision()));
        requests.send(request, outcome -> {
            if (outcome instanceof Outcome.Answered<io.breakwater.protocol.auction.v1.PlaceStandingBidResponse> answered
                    && answered.answer().getDecision() == BidDecision.BID_DECISION_ACCEPTED) {
                standing.add(new Standing(party, instrument, answered.answer().getBid()));
            }
        });
    }

    private void withdraw(Standing bid) {
        String requestId = ids.next();
        requests.send(new Request<>(
                bid.party().principal(),
                AuctionServiceGrpc.getWithdrawStandingBidMethod(),
                WithdrawStandingBidRequest.newBuilder()
                        .setInstrument(bid.instrument())
                        .setBid(bid.bid())
                        .setRequestId(requestId)
                        .build(),
                "desk|" + bid.instrument(),
                requestId,
                Map.of(
                        Facts.CONTENT,
                        Contents.bidWithdrawal(bid.bid()),
                        Facts.MAY_BE_REFUSED,
                        "NOT_YOURS,BID_UNKNOWN,STOPPED,MEMBER_IN_DEFAULT"),
                answer -> Map.of(
                        Facts.ANSWER,
                        answer.getBid() + " " + answer.getPosition().getNumber())));
    }
}
