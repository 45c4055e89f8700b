package io.breakwater.waterfall.account;

import io.breakwater.waterfall.desk.DeskMessage.OrderDone;
import io.breakwater.waterfall.desk.DeskMessage.Quoted;
import java.time.Duration;
import java.util.Optional;

/**
 * What an account has heard from a desk and what it has said last, in memory only: a new instance asks anew.
 *
 * @param quoted what standing bids there were, and when they were told
 * @param done what has become of an order
 * @param said what was said last: the same again only after a pause
 * @param again the uptime at which it is said again
 * @param asOf the number of the desk of which the open order was given, 0 when a new instance does not know
 * @param idleUntil the uptime before which no other order is given, because nothing was found
 */
public record LiquidationRound(
        Optional<Heard> quoted, Optional<OrderDone> done, String said, Duration again, long asOf, Duration idleUntil) {

    public static final LiquidationRound NONE =
            new LiquidationRound(Optional.empty(), Optional.empty(), "", Duration.ZERO, 0, Duration.ZERO);

    /** A desk's word, and the uptime at which it came. */
    public record Heard(Quoted word, Duration at) {}

    LiquidationRound quoted(Quoted word, Duration uptime) {
        return new LiquidationRound(Optional.of(new Heard(word, uptime)), done, said, again, asOf, idleUntil);
    }

    /** An order is given as of this number of its desk. */
    LiquidationRound given(long desk) {
        return new LiquidationRound(quoted, done, said, again, desk, idleUntil);
    }

    LiquidationRound done(OrderDone word) {
        return new LiquidationRound(quoted, Optional.of(word), said, again, asOf, idleUntil);
    }

    LiquidationRound said(String what, Duration next) {
        return new LiquidationRound(quoted, done, what, next, asOf, idleUntil);
    }

    /** An order is closed: what was heard before it says nothing any more. */
    LiquidationRound closed(Duration idle) {
        return new LiquidationRound(Optional.empty(), Optional.empty(), said, again, asOf, idle);
    }
}
