package io.breakwater.waterfall.trades;

/**
 * A trade that was not novated.
 *
 * @param place its place in its batch, counted from 0
 */
public record RefusedTrade(int place, Trade trade, TradeRejection reason) {}
