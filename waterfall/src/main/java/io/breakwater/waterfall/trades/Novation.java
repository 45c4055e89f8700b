package io.breakwater.waterfall.trades;

import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.Stops;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of a batch: the house steps between the parties of each good trade with one balanced entry, and the others
 * are refused, each by itself.
 */
record Novation(List<Entry> entries, List<RefusedTrade> refused) {

    Novation {
        entries = List.copyOf(entries);
        refused = List.copyOf(refused);
    }

    static Novation of(TradesInput.SubmitTrades batch, Stops stops) {
        TradeChecks checks = new TradeChecks(batch.view(), stops.subjects());
        List<Entry> entries = new ArrayList<>();
        List<RefusedTrade> refused = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        int place = 0;
        for (Trade trade : batch.trades()) {
            boolean isFirst = ids.add(trade.id());
            Optional<TradeRejection> flaw = checks.flaw(trade)
                    .or(() -> isFirst ? Optional.empty() : Optional.of(TradeRejection.DUPLICATE_TRADE_ID));
            if (flaw.isPresent()) {
                refused.add(new RefusedTrade(place, trade, flaw.get()));
            } else {
                entries.add(entry(batch.sequence(), trade, batch.view()));
            }
            place++;
        }
        return new Novation(entries, refused);
    }

    /** Unique in its stream: the sequence comes once, the trade's id once among the accepted trades of its batch. */
    private static Entry entry(long sequence, Trade trade, TradingView view) {
        TradeTerms terms = view.find(trade.instrument()).orElseThrow();
        Mark mark = new Mark(terms.instrument().price(trade.price()), terms.fundingIndex());
        LotsLeg bought = LotsLeg.trade(terms.instrument(), Lots.of(trade.lots()), mark);
        return Entry.of(
                sequence + ":" + trade.id(),
                Purpose.TRADE,
                Posting.of(trade.buyer(), bought),
                Posting.of(trade.seller(), bought.opposite()));
    }
}
