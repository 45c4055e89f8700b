package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.StopMessage;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.receipts.PayloadDigest;
import java.util.ArrayList;
import java.util.List;

/** What a trade stream may be told. */
public sealed interface TradesInput extends Message {

    /**
     * The stream's next batch, or one of the newest again. The sequence is the request's identity, the trades are its
     * payload; what the edge looked up for it is neither.
     */
    record SubmitTrades(long sequence, List<Trade> trades, TradingView view) implements TradesInput {

        /** Trades of one batch. */
        public static final int TRADES = 500;

        public SubmitTrades {
            trades = List.copyOf(trades);
            if (sequence < 1 || trades.isEmpty() || trades.size() > TRADES) {
                throw new IllegalArgumentException(trades.size() + " trades under sequence " + sequence);
            }
        }

        String digest() {
            List<String> fields = new ArrayList<>();
            trades.forEach(trade -> fields.addAll(trade.fields()));
            return PayloadDigest.of(fields);
        }
    }

    /** An account's mark. */
    record Acknowledged(PostingsAcknowledged word) implements TradesInput {}

    /** An account knows a number as another entry. */
    record Contradicted(PostingsContradicted word) implements TradesInput {}

    /** Refuse a subject from now on. */
    record Place(StopMessage.PlaceStop stop) implements TradesInput {}

    /** Accept a subject again. */
    record Lift(StopMessage.LiftStop stop) implements TradesInput {}

    /** Time passes. */
    record Tick() implements TradesInput {}
}
