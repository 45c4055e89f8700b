package io.breakwater.chaos.verdict;

import io.breakwater.chaos.history.Contents;
import java.util.ArrayList;
import java.util.List;

/** A batch of trades as its venue has sent it. */
record Batch(List<Sent> trades) {

    private static final int WORDS = 6;

    /** A trade: id, instrument, buyer, seller, lots, price. */
    record Sent(String id, String instrument, String buyer, String seller, long lots) {
        String content() {
            return Contents.trade(instrument, buyer, seller, lots);
        }
    }

    Batch {
        trades = List.copyOf(trades);
    }

    static Batch of(String content) {
        List<Sent> trades = new ArrayList<>();
        for (String trade : content.split(";", -1)) {
            String[] words = trade.split(" ", -1);
            if (words.length != WORDS) {
                throw new IllegalArgumentException("not a trade: " + trade);
            }
            trades.add(new Sent(words[0], words[1], words[2], words[3], Long.parseLong(words[4])));
        }
        return new Batch(trades);
    }

    /** True when what was registered is this batch: every trade novated as it was sent, or refused. */
    boolean matches(Effect effect) {
        long registered = effect.details().keySet().stream()
                .filter(detail -> detail.startsWith(Effect.TRADE))
                .count();
        return registered == trades.size()
                && trades.stream().allMatch(trade -> {
                    String detail = effect.details().getOrDefault(Effect.TRADE + trade.id(), "");
                    return detail.equals(trade.content()) || isReason(detail);
                });
    }

    private static boolean isReason(String detail) {
        return !detail.isEmpty() && !detail.contains(" ");
    }
}
