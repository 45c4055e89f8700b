package io.breakwater.waterfall.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.breakwater.waterfall.bidding.Awarding.Ties;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.seeded.Generator;
import io.breakwater.waterfall.seeded.SeededTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AwardingTest {

    @Test
    void theHighestBidBuysFirstAndTheLastOneGetsTheRest() {
        List<Bid> bids = List.of(
                Bidders.bid(1, "juniper", 80, 1400),
                Bidders.bid(2, "hazel", 50, 1690),
                Bidders.bid(3, "dogwood", 60, 1650));
        assertThat(Awarding.award(Lots.of(-80), Optional.of(new Price(1473)), bids, Ties.ACCOUNT))
                .extracting(Fill::member, Fill::lots, Fill::price)
                .containsExactly(
                        tuple("hazel", Lots.of(50), new Price(1690)), tuple("dogwood", Lots.of(30), new Price(1650)));
    }

    @Test
    void theLowestOfferSellsFirst() {
        List<Bid> bids = List.of(Bidders.bid(1, "hazel", -5, -100), Bidders.bid(2, "dogwood", -5, -120));
        assertThat(Awarding.award(Lots.of(7), Optional.of(new Price(-100)), bids, Ties.TIME))
                .extracting(Fill::member, Fill::lots)
                .containsExactly(tuple("dogwood", Lots.of(-5)), tuple("hazel", Lots.of(-2)));
    }

    @Test
    void tiesGoToTheEarlierOrToTheSmallerAccount() {
        List<Bid> bids = List.of(Bidders.bid(1, "hazel", 5, 100), Bidders.bid(2, "dogwood", 5, 100));
        assertThat(Awarding.award(Lots.of(-5), Optional.empty(), bids, Ties.TIME))
                .extracting(Fill::member)
                .containsExactly("hazel");
        assertThat(Awarding.award(Lots.of(-5), Optional.empty(), bids, Ties.ACCOUNT))
                .extracting(Fill::member)
                .containsExactly("dogwood");
    }

    @SeededTest(runs = 500)
    void fillsNeverExceedTheLotsOrABidAndLeaveOutNobodyBetter(Generator any) {
        Lots offered = Lots.of(any.oneIn(2) ? any.between(1, 200) : -any.between(1, 200));
        Optional<Price> limit = any.oneIn(2) ? Optional.empty() : Optional.of(new Price(any.between(-5, 5)));
        List<Bid> bids = bids(any);
        List<Fill> fills = Awarding.award(offered, limit, bids, Ties.TIME);
        Map<Long, Bid> byNumber = new TreeMap<>();
        bids.forEach(bid -> byNumber.put(bid.number(), bid));
        long filled = 0;
        for (Fill fill : fills) {
            Bid bid = byNumber.remove(fill.bid());
            assertThat(bid).isNotNull();
            assertThat(bid.held()).isTrue();
            assertThat(fill.lots().isOpposite(offered)).isTrue();
            assertThat(fill.lots().size()).isBetween(1L, bid.lots().size());
            assertThat(fill.price()).isEqualTo(bid.price());
            assertThat(limit.isEmpty() || Awarding.isWithin(limit.get(), fill.price(), offered))
                    .isTrue();
            filled += fill.lots().size();
        }
        assertThat(filled).isLessThanOrEqualTo(offered.size());
        List<Bid> left = Awarding.ranked(offered, limit, byNumber.values(), Ties.TIME);
        assertThat(filled == offered.size() || left.isEmpty()).isTrue();
        for (Bid bid : left) {
            fills.forEach(fill -> assertThat(Awarding.isWithin(bid.price(), fill.price(), offered))
                    .isTrue());
        }
    }

    @SeededTest(runs = 200)
    void theOrderOfTheBidsIsIrrelevant(Generator any) {
        List<Bid> bids = bids(any);
        Lots offered = Lots.of(-any.between(1, 300));
        for (Ties ties : Ties.values()) {
            assertThat(Awarding.award(offered, Optional.empty(), any.shuffled(bids), ties))
                    .isEqualTo(Awarding.award(offered, Optional.empty(), bids, ties));
        }
    }

    private static List<Bid> bids(Generator any) {
        List<Bid> bids = new ArrayList<>();
        for (int i = 1; i <= any.between(0, 20); i++) {
            long lots = any.between(1, 40);
            Bid bid = Bidders.bid(i, "m" + any.between(0, 4), any.oneIn(3) ? -lots : lots, any.between(-10, 10));
            bids.add(
                    any.oneIn(6)
                            ? new Bid(
                                    bid.number(),
                                    bid.principal(),
                                    bid.request(),
                                    bid.account(),
                                    bid.member(),
                                    bid.lots(),
                                    bid.price(),
                                    bid.since(),
                                    false)
                            : bid);
        }
        return bids;
    }
}
