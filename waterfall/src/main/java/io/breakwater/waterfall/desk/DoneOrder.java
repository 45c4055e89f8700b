package io.breakwater.waterfall.desk;

import io.breakwater.waterfall.market.Lots;

/**
 * What a desk keeps of an account's last order, so that it is never filled twice.
 *
 * @param number the account's number of it
 * @param filled as the account books them
 * @param entry the last event that booked something for it, 0 for none
 * @param done the desk's event with which it was done
 * @param lapsed true when the instrument was stopped, so that what is left of it counts for nothing
 */
public record DoneOrder(long number, Lots filled, long entry, long done, boolean lapsed) {}
