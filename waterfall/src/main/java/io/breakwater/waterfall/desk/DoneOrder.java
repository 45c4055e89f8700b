package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.market.Lots;
import java.time.Instant;
import java.util.Optional;

/**
 * What a desk keeps of an account's last order, so that it is never filled twice.
 *
 * @param number the account's number of it
 * @param filled as the account books them
 * @param entry the last event that booked something for it, 0 for none
 * @param at house time when it was done, absent when the node had none
 */
public record DoneOrder(long number, Lots filled, long entry, Optional<Instant> at) {}
