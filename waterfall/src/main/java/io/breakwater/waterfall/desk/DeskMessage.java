package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Message;
import java.util.List;
import java.util.Optional;

/** What accounts in liquidation and the desk of an instrument say to each other; lost, doubled or late without harm. */
public sealed interface DeskMessage extends Message {

    /** Which standing bids would take lots of this side? A hint for the plan, no promise. */
    record AskQuote(EntityId account, Lots lots) implements DeskMessage {}

    /**
     * The standing bids, best price first, then the earlier; as many as would take the lots.
     *
     * @param number the desk's last event, of which an order that follows says that it came after
     * @param feePerLot absent while the desk has no terms: then nothing is charged
     */
    record Quoted(EntityId desk, long number, Lots lots, List<Level> levels, Optional<Money> feePerLot)
            implements DeskMessage {
        public Quoted {
            levels = List.copyOf(levels);
        }
    }

    /** So many lots at this price. */
    record Level(Price price, long lots) {}

    /**
     * Fill this order against standing bids, then offer the rest for a window. Repeated until it is done.
     *
     * @param member the member to whom the account belongs, so that a stop of the member reaches the order
     * @param asOf a number of the desk that the account had heard before it gave the order, 0 when it knows none any more
     */
    record PlaceOrder(Order order, String member, long asOf) implements DeskMessage {}

    /**
     * The order is filled as far as it will be. True for ever; kept until the account gives its next order.
     *
     * @param filled as the account books them
     * @param entry the number of the last entry for this order, 0 when nothing was filled: the account has it all when it
     *     has applied the desk up to it
     */
    record OrderDone(EntityId desk, EntityId account, long order, Lots filled, long entry) implements DeskMessage {}

    /**
     * The desk does not work on the order and never will, because its instrument was stopped, or because it was given before
     * what the desk has forgotten. Whatever it was filled with is acknowledged; that it found no more says nothing. True
     * for ever.
     */
    record OrderLapsed(EntityId desk, EntityId account, long order) implements DeskMessage {}
}
