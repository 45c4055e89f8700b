package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What a desk keeps of an order that is not done.
 *
 * @param number the account's number of it
 * @param taken the desk's event that took it
 * @param lots as the account books them
 * @param filled of those
 * @param gained what the fills gained the account against the mark, lost when negative
 * @param fee what it has paid
 * @param entry the last event that booked something for it, 0 for none
 * @param until when its window ends
 * @param unfinished true while more bids take it than one event may hold
 */
public record OpenOrder(
        long number,
        long taken,
        String member,
        Lots lots,
        Optional<Price> limit,
        Mark mark,
        Money equity,
        Lots filled,
        Money gained,
        Money fee,
        long entry,
        Instant until,
        boolean unfinished) {

    /** An order as it is taken. */
    static OpenOrder taken(Order order, String member, long number, Instant until) {
        Money nothing = order.equity().currency().zero();
        return new OpenOrder(
                order.number(),
                number,
                member,
                order.lots(),
                order.limit(),
                order.mark(),
                order.equity(),
                Lots.NONE,
                nothing,
                nothing,
                0,
                until,
                false);
    }

    /** What is still to be filled. */
    Lots left() {
        return lots.minus(filled);
    }

    OpenOrder worked(DeskEvent.OrderWorked event, long eventNumber) {
        Lots more = event.fills().stream().map(fill -> fill.lots().negated()).reduce(Lots.NONE, Lots::plus);
        return new OpenOrder(
                number,
                taken,
                member,
                lots,
                limit,
                mark,
                equity,
                filled.plus(more),
                gained.plus(event.gained()),
                fee.plus(event.fee()),
                event.entries().isEmpty() ? entry : eventNumber,
                event.until(),
                event.stage() == DeskEvent.Stage.UNFINISHED);
    }
}
