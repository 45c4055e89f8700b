package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.Contents;
import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.protocol.trades.v1.SubmitTradesRequest;
import io.breakwater.protocol.trades.v1.SubmitTradesResponse;
import io.breakwater.protocol.trades.v1.Trade;
import io.breakwater.protocol.trades.v1.TradeOutcome;
import io.breakwater.protocol.trades.v1.TradeServiceGrpc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One stream of one venue. */
final class VenueStream extends NumberedStream<Trade, SubmitTradesResponse> {

    /** Batches that may be sent again; the house compares at least as many. */
    private static final int REMEMBERED = 12;

    private final String venue;
    private final String stream;
    private final Cast cast;
    private final Deque<SubmitTradesRequest> registered = new ArrayDeque<>();
    private long sequence;

    VenueStream(String venue, String stream, Requests requests, Cast cast) {
        super(requests);
        this.venue = venue;
        this.stream = stream;
        this.cast = cast;
    }

    @Override
    Request<?, SubmitTradesResponse> page(List<Trade> trades) {
        SubmitTradesRequest.Builder batch =
                SubmitTradesRequest.newBuilder().setStream(stream).setSequence(sequence() + 1);
        int id = 0;
        for (Trade trade : trades) {
            id++;
            batch.addTrades(trade.toBuilder().setTradeId("t" + id));
        }
        return request(batch.build(), Map.of(Facts.MAY_BE_REFUSED, ""));
    }

    /** A batch that may have been registered before. */
    Request<SubmitTradesRequest, SubmitTradesResponse> request(
            SubmitTradesRequest batch, Map<String, String> expected) {
        Map<String, String> asked = new TreeMap<>(expected);
        asked.put(Facts.FIRST, Long.toString(batch.getSequence()));
        asked.put(Facts.COUNT, Integer.toString(batch.getTradesCount()));
        asked.put(
                Facts.CONTENT,
                String.join(
                        ";",
                        batch.getTradesList().stream()
                                .map(trade -> trade.getTradeId() + " "
                                        + Contents.trade(
                                                trade.getInstrument(),
                                                trade.getBuyer(),
                                                trade.getSeller(),
                                                trade.getLots())
                                        + " " + trade.getPrice().getValue())
                                .toList()));
        return new Request<>(
                "venue/" + venue,
                TradeServiceGrpc.getSubmitTradesMethod(),
                batch,
                "trades|" + venue + ":" + stream,
                "batch-" + batch.getSequence(),
                asked,
                VenueStream::answered);
    }

    private static Map<String, String> answered(SubmitTradesResponse answer) {
        String outcomes = String.join(
                ";",
                answer.getOutcomesList().stream()
                        .map(outcome ->
                                outcome.getTradeId() + " " + (outcome.getAccepted() ? "accepted" : outcome.getReason()))
                        .toList());
        return Map.of(Facts.NUMBER, Long.toString(answer.getPosition().getNumber()), Facts.ANSWER, outcomes);
    }

    @Override
    void taken(List<Trade> trades, SubmitTradesResponse answer) {
        SubmitTradesRequest.Builder batch =
                SubmitTradesRequest.newBuilder().setStream(stream).setSequence(answer.getSequence());
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            batch.addTrades(trade.toBuilder().setTradeId("t" + (i + 1)));
            TradeOutcome outcome = answer.getOutcomes(i);
            if (outcome.getAccepted()) {
                cast.traded(trade.getInstrument(), trade.getBuyer(), trade.getSeller(), trade.getLots());
                for (String account : List.of(trade.getBuyer(), trade.getSeller())) {
                    cast.told(
                            account,
                            answer.getPosition().getSource(),
                            answer.getPosition().getNumber());
                }
            }
        }
        remember(batch.build());
    }

    private synchronized void remember(SubmitTradesRequest batch) {
        sequence = batch.getSequence();
        registered.addLast(batch);
        if (registered.size() > REMEMBERED) {
            registered.removeFirst();
        }
    }

    private synchronized long sequence() {
        return sequence;
    }

    /** One of the batches registered last. */
    synchronized Optional<SubmitTradesRequest> some(Dice dice) {
        return registered.isEmpty() ? Optional.empty() : Optional.of(dice.of(new ArrayList<>(registered)));
    }
}
