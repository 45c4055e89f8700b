package io.breakwater.waterfall.payouts;

import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.Repeats;

/** What payouts keep in memory only: their channels, and how often accounts were asked for what. */
public record PayoutsMemory(OutboxMemory outbox, Repeats<HoldBook.Line> holds) {

    PayoutsMemory with(OutboxMemory next) {
        return new PayoutsMemory(next, holds);
    }

    PayoutsMemory with(Repeats<HoldBook.Line> next) {
        return new PayoutsMemory(outbox, next);
    }
}
