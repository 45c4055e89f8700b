package io.breakwater.node.scenario.drive;

import io.breakwater.node.client.RequestIds;
import io.breakwater.node.scenario.Conduct;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.protocol.auction.v1.AuctionServiceGrpc;
import io.breakwater.protocol.auction.v1.Bid;
import io.breakwater.protocol.auction.v1.BidDecision;
import io.breakwater.protocol.auction.v1.ListStandingBidsRequest;
import io.breakwater.protocol.auction.v1.PlaceStandingBidRequest;
import io.breakwater.protocol.auction.v1.PlaceStandingBidResponse;
import io.breakwater.protocol.auction.v1.WithdrawStandingBidRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Members' bids at the desk: placed until the house holds the room for them, withdrawn as far as they are not filled. */
final class StandingBids {

    private static final Duration BOUND = Duration.ofSeconds(90);

    private final HouseClient house;
    private final Scenario scenario;
    private final Crew crew;
    private final RequestIds ids;
    private final List<Placed> placed = new ArrayList<>();

    /** A bid and the number that the house gave it. */
    private record Placed(Conduct.StandingBid standing, long number) {
        Conduct.Bid bid() {
            return standing.bid();
        }
    }

    StandingBids(HouseClient house, Scenario scenario, Crew crew, RequestIds ids) {
        this.house = house;
        this.scenario = scenario;
        this.crew = crew;
        this.ids = ids;
    }

    /**
     * Places bids; when this returns each of them stands.
     *
     * @throws DriveFailure when the house declines one
     */
    void place(List<Conduct.StandingBid> bids) {
        List<Long> numbers = crew.each(bids, this::place, done -> {});
        for (int i = 0; i < bids.size(); i++) {
            placed.add(new Placed(bids.get(i), numbers.get(i)));
        }
    }

    /** Takes bids back; one that is filled has nothing to be taken back. */
    void withdraw(List<Conduct.StandingBid> bids) {
        List<Placed> due =
                placed.stream().filter(one -> bids.contains(one.standing())).toList();
        placed.removeAll(due);
        Map<String, Set<Long>> standing = new TreeMap<>();
        List<Placed> left = due.stream()
                .filter(one -> standing.computeIfAbsent(
                                one.bid().instrument() + " of " + member(one.bid()), any -> standing(one.bid()))
                        .contains(one.number()))
                .toList();
        crew.each(left, this::withdraw, done -> {});
    }

    private Long place(Conduct.StandingBid standing) {
        Conduct.Bid bid = standing.bid();
        PlaceStandingBidRequest request = PlaceStandingBidRequest.newBuilder()
                .setInstrument(bid.instrument().value())
                .setAccount(bid.account())
                .setLots(bid.lots())
                .setPrice(Wire.price(scenario.market(), bid.instrument(), bid.price()))
                .setRequestId(ids.next())
                .build();
        long giveUp = System.nanoTime() + BOUND.toNanos();
        while (true) {
            PlaceStandingBidResponse answer = house.call(
                    member(bid), AuctionServiceGrpc::newBlockingStub, stub -> stub.placeStandingBid(request));
            if (answer.getDecision() == BidDecision.BID_DECISION_ACCEPTED) {
                return answer.getBid();
            }
            if (answer.getDecision() == BidDecision.BID_DECISION_DECLINED) {
                throw new DriveFailure("the standing bid of " + bid.account() + " was declined: " + answer.getReason()
                        + " " + answer.getDetail());
            }
            if (System.nanoTime() > giveUp) {
                throw new DriveFailure(
                        "the standing bid of " + bid.account() + " was not decided within " + BOUND.toSeconds() + " s");
            }
            house.pause();
        }
    }

    /** The bids of this one's member in its instrument that stand. */
    private Set<Long> standing(Conduct.Bid bid) {
        ListStandingBidsRequest request = ListStandingBidsRequest.newBuilder()
                .setInstrument(bid.instrument().value())
                .build();
        return house
                .call(member(bid), AuctionServiceGrpc::newBlockingStub, stub -> stub.listStandingBids(request))
                .getBidsList()
                .stream()
                .map(Bid::getBid)
                .collect(Collectors.toSet());
    }

    private Long withdraw(Placed one) {
        Conduct.Bid bid = one.bid();
        WithdrawStandingBidRequest request = WithdrawStandingBidRequest.newBuilder()
                .setInstrument(bid.instrument().value())
                .setBid(one.number())
                .setRequestId(ids.next())
                .build();
        house.call(member(bid), AuctionServiceGrpc::newBlockingStub, stub -> stub.withdrawStandingBid(request));
        return one.number();
    }

    private String member(Conduct.Bid bid) {
        return scenario.principalOf(bid.account());
    }
}
