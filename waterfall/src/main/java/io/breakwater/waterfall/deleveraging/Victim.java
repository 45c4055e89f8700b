package io.breakwater.waterfall.deleveraging;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.process.EntityId;

/**
 * An account whose lots were closed, and why.
 *
 * @param rank from 1, best first, over all candidates of its instrument
 * @param lots closed, on the account's side: of a short account negative
 * @param gain since entry, of its whole position at the frozen mark
 * @param equity at the frozen marks
 * @param limit the most it could give up: its gain on the lots closed and its equity, never below zero
 * @param given what it gave up
 */
public record Victim(
        int rank,
        EntityId account,
        InstrumentId instrument,
        Lots lots,
        Money gain,
        Money equity,
        Money limit,
        Money given) {}
