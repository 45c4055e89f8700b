package io.breakwater.waterfall.trades;

/** Why a trade is refused. Numbers are fixed for ever; the one declared first is reported. */
public enum TradeRejection {
    /** No such instrument was listed. */
    INSTRUMENT_UNKNOWN(1),
    /** The instrument is finally settled. */
    INSTRUMENT_EXPIRED(2),
    /** The buyer or the seller has no open account by that name. */
    ACCOUNT_UNKNOWN(3),
    /** The buyer or the seller is an account of the house: an inventory, an estate, money on its way. */
    ACCOUNT_NOT_TRADING(4),
    /** Buyer and seller are one account. */
    SELF_TRADE(5),
    /** The instrument, an account or its member is stopped. */
    STOPPED(6),
    /** Zero lots, or fewer. */
    LOTS_NOT_POSITIVE(7),
    /** More lots than {@link TradeBounds} allows at any price. */
    LOTS_TOO_LARGE(8),
    /** The price is no plain decimal, or lies between two ticks. */
    PRICE_OFF_TICK(9),
    /** The lots are worth more at this price than {@link TradeBounds} allows. */
    PRICE_OUTSIDE_BOUNDS(10),
    /** An earlier trade of the same batch has this id. */
    DUPLICATE_TRADE_ID(11);

    private final int number;

    TradeRejection(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
