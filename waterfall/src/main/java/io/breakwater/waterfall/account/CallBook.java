package io.breakwater.waterfall.account;

import io.breakwater.waterfall.call.MarginCall;
import java.util.Optional;

/**
 * What an account remembers of its judgements and of what followed from them.
 *
 * @param judged the newest snapshot by which anything was persisted; nothing older is ever judged. A judgement that
 *     changed nothing is not persisted: nobody can tell it from one whose message was lost
 * @param issued how many calls were ever issued
 * @param uncollected absent while nothing was ever settled
 */
public record CallBook(
        long judged, long issued, Optional<Uncollected> uncollected, Standing standing, LiquidationBook liquidations) {

    static final CallBook NEW = new CallBook(0, 0, Optional.empty(), new Standing.Good(), LiquidationBook.NEW);

    CallBook with(Standing next) {
        return new CallBook(judged, issued, uncollected, next, liquidations);
    }

    CallBook judgedAt(long snapshot) {
        return new CallBook(Math.max(judged, snapshot), issued, uncollected, standing, liquidations);
    }

    CallBook after(AccountEvent.Judged event) {
        Standing next = event.change().after(standing);
        long calls = next.openCall().map(MarginCall::number).orElse(issued);
        return new CallBook(event.snapshot(), Math.max(issued, calls), event.uncollected(), next, liquidations);
    }

    /** After a payment; a call paid in full counts as collected. */
    CallBook after(CallPaid paid) {
        if (!(standing instanceof Standing.UnderCall open)) {
            return this;
        }
        return paid.met() ? collected() : with(open.with(paid.call()));
    }

    CallBook with(LiquidationBook next) {
        return new CallBook(judged, issued, uncollected, standing, next);
    }

    /** After the end of a liquidation that leaves the account here. */
    CallBook liquidated(long liquidation, Standing next) {
        return with(liquidations.ended(liquidation, standing.lastCall())).with(next);
    }

    /** Good again, and what was settled has been answered for. */
    CallBook collected() {
        Optional<Uncollected> none = uncollected.map(Uncollected::collected);
        return new CallBook(judged, issued, none, new Standing.Good(), liquidations);
    }
}
