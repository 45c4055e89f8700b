package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.Book;
import io.breakwater.node.scenario.Market;
import io.breakwater.protocol.trades.v1.SubmitTradesRequest;
import io.breakwater.protocol.trades.v1.SubmitTradesResponse;
import io.breakwater.protocol.trades.v1.Trade;
import io.breakwater.protocol.trades.v1.TradeOutcome;
import io.breakwater.protocol.trades.v1.TradeServiceGrpc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** The streams of the scenario's venues: batches of at most 500 trades, numbered 1, 2, ... in each stream. */
final class TradeReports {

    private static final int BATCH = 500;

    private final HouseClient house;
    private final Market market;
    private final Reached reached;
    private final Map<Book.Stream, Long> lastSequences = new LinkedHashMap<>();
    private long accepted;

    TradeReports(HouseClient house, Market market, Reached reached) {
        this.house = house;
        this.market = market;
        this.reached = reached;
    }

    /** How many trades the house has novated. */
    long accepted() {
        return accepted;
    }

    /** Reports trades in their order; {@code done} hears how many of them the house has taken so far. */
    void submit(List<Book.Trade> trades, LongConsumer done) {
        Map<Book.Stream, List<Book.Trade>> byStream = new LinkedHashMap<>();
        trades.forEach(trade -> byStream.computeIfAbsent(trade.stream(), stream -> new ArrayList<>())
                .add(trade));
        long taken = 0;
        for (Map.Entry<Book.Stream, List<Book.Trade>> stream : byStream.entrySet()) {
            List<Book.Trade> all = stream.getValue();
            for (int from = 0; from < all.size(); from += BATCH) {
                List<Book.Trade> batch = all.subList(from, Math.min(all.size(), from + BATCH));
                submitBatch(stream.getKey(), batch);
                taken += batch.size();
                done.accept(taken);
            }
        }
    }

    private void submitBatch(Book.Stream stream, List<Book.Trade> batch) {
        long sequence = lastSequences.getOrDefault(stream, 0L) + 1;
        SubmitTradesRequest.Builder request =
                SubmitTradesRequest.newBuilder().setStream(stream.id()).setSequence(sequence);
        batch.forEach(trade -> request.addTrades(wire(trade)));
        SubmitTradesRequest sent = request.build();
        SubmitTradesResponse answer = house.call(
                "venue/" + stream.venue(), TradeServiceGrpc::newBlockingStub, stub -> stub.submitTrades(sent));
        lastSequences.put(stream, sequence);
        reached.add(
                answer.getPosition(),
                batch.stream()
                        .flatMap(trade -> Stream.of(trade.buyer(), trade.seller()))
                        .distinct()
                        .toList());
        for (TradeOutcome outcome : answer.getOutcomesList()) {
            if (!outcome.getAccepted()) {
                throw new DriveFailure("the house refused trade " + outcome.getTradeId() + " of stream " + stream.id()
                        + ": " + outcome.getReason());
            }
            accepted++;
        }
    }

    private Trade wire(Book.Trade trade) {
        return Trade.newBuilder()
                .setTradeId(trade.stream().id() + "-" + trade.number())
                .setInstrument(trade.instrument().value())
                .setBuyer(trade.buyer())
                .setSeller(trade.seller())
                .setLots(trade.lots())
                .setPrice(Wire.decimal(
                        market.contract(trade.instrument()).instrument().text(trade.price())))
                .build();
    }
}
