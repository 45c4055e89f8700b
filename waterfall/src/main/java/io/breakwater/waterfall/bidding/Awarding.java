package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who gets how many of the lots on offer: the bids with the best price for the giver first, each at its own price, the
 * last one perhaps in part. The order in which the bids are given never matters.
 */
public final class Awarding {

    /** Who comes first at one price. */
    public enum Ties {
        /** The earlier bid. */
        TIME,
        /** The bid of the smaller account id, then the earlier. */
        ACCOUNT
    }

    private static final Comparator<Bid> BY_TIME = Comparator.comparing(Bid::number);

    private Awarding() {}

    /**
     * The bids that stand and would take lots of this side within the limit, best first.
     *
     * @param offered as their giver books them: sold negative, bought positive
     * @param limit the worst price at which the giver gives them, the limit itself included
     */
    public static List<Bid> ranked(Lots offered, Optional<Price> limit, Collection<Bid> bids, Ties ties) {
        Comparator<Bid> byPrice = Comparator.comparing(Bid::price);
        Comparator<Bid> bestFirst = offered.isShort() ? byPrice.reversed() : byPrice;
        return bids.stream()
                .filter(bid -> bid.held() && bid.lots().isOpposite(offered))
                .filter(bid -> limit.isEmpty() || isWithin(limit.get(), bid.price(), offered))
                .sorted(bestFirst.thenComparing(
                        ties == Ties.TIME
                                ? BY_TIME
                                : Comparator.comparing(Bid::account).thenComparing(BY_TIME)))
                .toList();
    }

    /** The fills of these lots, at most as many lots as are offered and never more of a bid than it is for. */
    public static List<Fill> award(Lots offered, Optional<Price> limit, Collection<Bid> bids, Ties ties) {
        List<Fill> fills = new ArrayList<>();
        long left = offered.size();
        for (Bid bid : ranked(offered, limit, bids, ties)) {
            if (left == 0) {
                break;
            }
            long taken = Math.min(left, bid.lots().size());
            Lots lots = Lots.of(bid.lots().isLong() ? taken : -taken);
            fills.add(new Fill(bid.number(), bid.account(), bid.member(), lots, bid.price()));
            left -= taken;
        }
        return fills;
    }

    /** True when a price is not worse than the limit for whoever gives these lots. */
    public static boolean isWithin(Price limit, Price price, Lots offered) {
        int order = price.compareTo(limit);
        return offered.isShort() ? order >= 0 : order <= 0;
    }
}
