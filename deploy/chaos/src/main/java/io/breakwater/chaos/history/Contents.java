package io.breakwater.chaos.history;

/** What was asked for, in words that histories and journals share: a request with another content is another request. */
public final class Contents {

    private Contents() {}

    public static String deposit(String account, long cents) {
        return "deposit " + account + " " + cents;
    }

    public static String paid(String payout, long cents) {
        return "paid " + payout + " " + cents;
    }

    public static String failed(String payout, long cents) {
        return "failed " + payout + " " + cents;
    }

    public static String lodged(String account, String asset, long units) {
        return "lodged " + account + " " + asset + " " + units;
    }

    public static String sold(String account, String asset, long units, long cents) {
        return "sold " + account + " " + asset + " " + units + " " + cents;
    }

    public static String trade(String instrument, String buyer, String seller, long lots) {
        return instrument + " " + buyer + " " + seller + " " + lots;
    }

    public static String withdrawal(String account, long cents) {
        return "withdrawal " + account + " " + cents;
    }

    public static String acknowledgement(String account, long call) {
        return "acknowledgement " + account + " " + call;
    }

    public static String bid(String account, String instrument, long lots) {
        return "bid " + account + " " + instrument + " " + lots;
    }

    public static String bidWithdrawal(long bid) {
        return "bid-withdrawal " + bid;
    }
}
