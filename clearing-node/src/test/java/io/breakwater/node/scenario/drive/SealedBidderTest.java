package io.breakwater.node.scenario.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.node.client.RequestIds;
import io.breakwater.node.scenario.Conduct;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.file.ScenarioFile;
import io.breakwater.protocol.auction.v1.Auction;
import io.breakwater.protocol.auction.v1.AuctionServiceGrpc;
import io.breakwater.protocol.auction.v1.AuctionStage;
import io.breakwater.protocol.auction.v1.BidDecision;
import io.breakwater.protocol.auction.v1.ListAuctionsRequest;
import io.breakwater.protocol.auction.v1.ListAuctionsResponse;
import io.breakwater.protocol.auction.v1.PlaceBidRequest;
import io.breakwater.protocol.auction.v1.PlaceBidResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Bids are ready before the auction is open and sent once each, whatever gets lost on the way. */
class SealedBidderTest {

    private static final Auction GORSE = Auction.newBuilder()
            .setEpisode(1)
            .setInstrument("CLK0")
            .setLots(80)
            .setMember("gorse")
            .setStage(AuctionStage.AUCTION_STAGE_OPEN)
            .build();

    private final Scenario scenario;
    private final Conduct.SealedBids plan;

    SealedBidderTest() throws Exception {
        scenario = ScenarioFile.shipped("wti-2020");
        plan = scenario.conduct().sealedBids().get(0);
    }

    @Test
    void everyBidIsSentUnderOneIdUntilItIsDecided() throws Exception {
        Auctions auctions = new Auctions();
        auctions.failOnce("hazel.house", Status.UNAVAILABLE.asRuntimeException());
        assertThat(played(auctions))
                .containsExactly(
                        "hazel.house bids 16.90 for 50: taken",
                        "dogwood.house bids 16.50 for 60: taken",
                        "juniper.house bids 14.00 for 80: taken");
        assertThat(auctions.bids.stream()
                        .filter(bid -> bid.getAccount().equals("hazel.house"))
                        .toList())
                .hasSize(2)
                .satisfies(twice -> assertThat(twice.get(0)).isEqualTo(twice.get(1)));
        assertThat(auctions.bids).allMatch(bid -> bid.getEpisode() == 1 && bid.getLots() > 0);
    }

    @Test
    void aBidBeyondTheReserveIsNoFailure() throws Exception {
        Auctions auctions = new Auctions();
        auctions.failOnce("juniper.house", FakeHouse.refusal(Status.Code.FAILED_PRECONDITION, "BEYOND_RESERVE"));
        assertThat(played(auctions)).contains("juniper.house bids 14.00 for 80: BEYOND_RESERVE");
    }

    @Test
    void aBidThatCameTooLateIsToldAndNoFailure() throws Exception {
        Auctions auctions = new Auctions();
        auctions.failOnce("dogwood.house", FakeHouse.refusal(Status.Code.FAILED_PRECONDITION, "CLOSED"));
        assertThat(played(auctions))
                .contains("dogwood.house bids 16.50 for 60: too late, the auction had closed (CLOSED)");
    }

    @Test
    void withoutADefaultNobodyBids() throws Exception {
        Auctions auctions = new Auctions();
        try (FakeHouse house = new FakeHouse(auctions);
                HouseClient client = FakeHouse.clientOf(house)) {
            Conduct.SealedBids other = new Conduct.SealedBids("elm", plan.at(), plan.bids());
            assertThat(SealedBidder.watching(client, scenario, new RequestIds(), other)
                            .finish())
                    .isEmpty();
            assertThat(auctions.bids).isEmpty();
        }
    }

    private List<String> played(Auctions auctions) throws Exception {
        try (FakeHouse house = new FakeHouse(auctions);
                HouseClient client = FakeHouse.clientOf(house);
                SealedBidder bidder = SealedBidder.watching(client, scenario, new RequestIds(), plan)) {
            await("all bids").until(bidder::isDone);
            return bidder.finish();
        }
    }

    /** Opens the auction at the third look, and takes every bid but the failures it was told. */
    private static final class Auctions extends AuctionServiceGrpc.AuctionServiceImplBase {

        private final AtomicInteger looks = new AtomicInteger();
        private final Map<String, StatusRuntimeException> failures = new ConcurrentHashMap<>();
        private final List<PlaceBidRequest> bids = new CopyOnWriteArrayList<>();

        void failOnce(String account, StatusRuntimeException failure) {
            failures.put(account, failure);
        }

        @Override
        public void listAuctions(ListAuctionsRequest request, StreamObserver<ListAuctionsResponse> caller) {
            ListAuctionsResponse.Builder response = ListAuctionsResponse.newBuilder();
            if (looks.incrementAndGet() > 2) {
                response.addAuctions(GORSE);
            }
            FakeHouse.reply(caller, response.build());
        }

        @Override
        public void placeBid(PlaceBidRequest request, StreamObserver<PlaceBidResponse> caller) {
            bids.add(request);
            Optional<StatusRuntimeException> failure = Optional.ofNullable(failures.remove(request.getAccount()));
            if (failure.isPresent()) {
                caller.onError(failure.get());
            } else {
                FakeHouse.reply(
                        caller,
                        PlaceBidResponse.newBuilder()
                                .setBid(bids.size())
                                .setDecision(BidDecision.BID_DECISION_ACCEPTED)
                                .build());
            }
        }
    }
}
