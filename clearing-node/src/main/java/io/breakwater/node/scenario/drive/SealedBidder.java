package io.breakwater.node.scenario.drive;

import io.breakwater.node.client.RequestIds;
import io.breakwater.node.scenario.Conduct;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.protocol.auction.v1.Auction;
import io.breakwater.protocol.auction.v1.AuctionServiceGrpc;
import io.breakwater.protocol.auction.v1.AuctionStage;
import io.breakwater.protocol.auction.v1.BidDecision;
import io.breakwater.protocol.auction.v1.ListAuctionsRequest;
import io.breakwater.protocol.auction.v1.PlaceBidRequest;
import io.breakwater.protocol.auction.v1.PlaceBidResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The members that bid for the portfolio of one defaulter. They have their bids ready before it defaults, look for its
 * auction all the time and bid at once, since its window is short; an answer that gets lost costs a moment, not the window.
 */
final class SealedBidder implements AutoCloseable {

    private static final long LOOK_MILLIS = 75;
    private static final int MOST_AT_A_TIME = 16;
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final String OPERATOR = "operator/demo";

    /** Refusals that say that the auction is over. */
    private static final Set<String> CLOSED = Set.of("CLOSED", "NOT_OPEN");

    private final HouseClient house;
    private final Scenario scenario;
    private final RequestIds ids;
    private final Conduct.SealedBids plan;
    private final Crew crew;
    private final CompletableFuture<List<String>> work;
    private volatile boolean stopped;

    private SealedBidder(HouseClient house, Scenario scenario, RequestIds ids, Conduct.SealedBids plan) {
        this.house = house;
        this.scenario = scenario;
        this.ids = ids;
        this.plan = plan;
        this.crew = new Crew(
                "bids for " + plan.defaulter(),
                Math.min(MOST_AT_A_TIME, 1 + plan.bids().size()));
        this.work = crew.begin(plan, this::watchAndBid);
    }

    /** Begins to look for the auction. */
    static SealedBidder watching(HouseClient house, Scenario scenario, RequestIds ids, Conduct.SealedBids plan) {
        return new SealedBidder(house, scenario, ids, plan);
    }

    Conduct.SealedBids plan() {
        return plan;
    }

    /** True when every bid is answered, or cannot be. */
    boolean isDone() {
        return work.isDone();
    }

    /**
     * Looks no longer, and says what became of each bid, a line each; nothing when there was no auction.
     */
    List<String> finish() {
        stopped = true;
        try {
            return Crew.await(work);
        } finally {
            crew.close();
        }
    }

    @Override
    public void close() {
        stopped = true;
        crew.close();
    }

    private List<String> watchAndBid(Conduct.SealedBids any) {
        List<Conduct.Bid> waiting = new ArrayList<>(plan.bids());
        List<CompletableFuture<String>> sent = new ArrayList<>();
        while (!stopped && !waiting.isEmpty()) {
            for (Auction auction : openAuctions()) {
                waiting.removeIf(bid -> {
                    boolean here = bid.instrument().value().equals(auction.getInstrument());
                    if (here) {
                        sent.add(crew.begin(request(bid, auction.getEpisode()), request -> answered(bid, request)));
                    }
                    return here;
                });
            }
            pause();
        }
        return sent.stream().map(Crew::await).toList();
    }

    private List<Auction> openAuctions() {
        return house
                .call(
                        OPERATOR,
                        AuctionServiceGrpc::newBlockingStub,
                        stub -> stub.listAuctions(ListAuctionsRequest.getDefaultInstance()),
                        ATTEMPT)
                .getAuctionsList()
                .stream()
                .filter(auction -> auction.getStage() == AuctionStage.AUCTION_STAGE_OPEN)
                .filter(auction -> auction.getMember().equals(plan.defaulter())
                        || auction.getAccountsList().contains(plan.defaulter()))
                .toList();
    }

    private PlaceBidRequest request(Conduct.Bid bid, long episode) {
        return PlaceBidRequest.newBuilder()
                .setEpisode(episode)
                .setInstrument(bid.instrument().value())
                .setAccount(bid.account())
                .setLots(bid.lots())
                .setPrice(Wire.price(scenario.market(), bid.instrument(), bid.price()))
                .setRequestId(ids.next())
                .build();
    }

    private String answered(Conduct.Bid bid, PlaceBidRequest request) {
        String who = bid.account() + " bids " + request.getPrice().getValue() + " for " + bid.lots() + ": ";
        try {
            PlaceBidResponse answer = decided(bid, request);
            return answer.getDecision() == BidDecision.BID_DECISION_ACCEPTED
                    ? who + "taken"
                    : who + declined(answer.getReason());
        } catch (Refusal refused) {
            return who + declined(refused.reason());
        }
    }

    private PlaceBidResponse decided(Conduct.Bid bid, PlaceBidRequest request) {
        while (true) {
            PlaceBidResponse answer = house.call(
                    scenario.principalOf(bid.account()),
                    AuctionServiceGrpc::newBlockingStub,
                    stub -> stub.placeBid(request),
                    ATTEMPT);
            if (stopped || answer.getDecision() != BidDecision.BID_DECISION_PENDING) {
                return answer;
            }
            pause();
        }
    }

    /** A house may close an auction before every bid is there; the bids that came in time are enough for it. */
    private static String declined(String reason) {
        return CLOSED.contains(reason) ? "too late, the auction had closed (" + reason + ")" : reason;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DriveFailure("interrupted", interrupted);
        }
    }
}
