package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;
import java.util.Optional;

/**
 * An account's order to close lots of its own. It has one order open at a time.
 *
 * @param number the number of the account's event that gave it
 * @param lots as the account books them: sells negative, buys positive
 * @param limit the worst price, where there is one: a direct account's bankruptcy price
 * @param mark the mark at which it was planned
 * @param equity the account's equity at that mark before it: what the fee may use up, after what the fills cost
 */
public record Order(
        EntityId account,
        long number,
        Instrument instrument,
        Lots lots,
        Optional<Price> limit,
        Mark mark,
        Money equity) {

    public Order {
        if (lots.isFlat()) {
            throw new IllegalArgumentException("an order for no lots of " + instrument.id());
        }
    }
}
