package io.breakwater.waterfall.bidding;

import io.breakwater.waterfall.bidding.BidInput.RequestBid;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.receipts.RequestId;
import java.util.Optional;

/** Members that bid with their house accounts. */
public final class Bidders {

    private Bidders() {}

    /** The house account of a member. */
    public static EntityId house(String member) {
        return EntityId.of(EntityKind.ACCOUNT, member + ".house");
    }

    public static RequestId id(long number) {
        return new RequestId(String.format("01719a00-0000-7000-8000-%012x", number));
    }

    /** A bid that stands. */
    static Bid bid(long number, String member, long lots, long ticks) {
        return new Bid(
                number,
                "member/" + member,
                id(number),
                house(member),
                member,
                Lots.of(lots),
                new Price(ticks),
                Optional.empty(),
                true);
    }

    /** A member's own request. */
    public static RequestBid request(long id, String member, long lots, Price price) {
        return new RequestBid(Optional.of(member), Optional.of(member), id(id), house(member), Lots.of(lots), price);
    }
}
