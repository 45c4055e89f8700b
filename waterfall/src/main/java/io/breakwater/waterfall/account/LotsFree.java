package io.breakwater.waterfall.account;

import io.breakwater.waterfall.desk.Order;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Hold.Reserved;

/** How many of its own lots an account may still promise to somebody. */
final class LotsFree {

    private LotsFree() {}

    /** Its lots in an instrument without those held and those that a desk has an order for, on their side. */
    static long of(Account account, InstrumentId instrument) {
        long own = account.positions()
                .find(instrument)
                .map(position -> position.lots().size())
                .orElse(0L);
        long taken = account.calls()
                .liquidations()
                .open()
                .filter(order -> order.instrument().id().equals(instrument))
                .map(Order::lots)
                .map(lots -> lots.size())
                .orElse(0L);
        for (Hold live : account.holds().live().values()) {
            taken = Math.addExact(taken, held(live, instrument));
        }
        return Math.max(0, Math.subtractExact(own, taken));
    }

    /** The lots that a hold sets aside. */
    static long held(Hold hold, InstrumentId instrument) {
        long size = 0;
        for (Reserved reserved : hold.reserved()) {
            if (reserved instanceof Reserved.LotsHeld lots && lots.instrument().equals(instrument)) {
                size = Math.addExact(size, lots.lots().size());
            }
        }
        return size;
    }
}
