package io.breakwater.bench.api;

import io.breakwater.bench.ground.BenchFailure;
import io.breakwater.protocol.common.v1.JournalPosition;
import io.breakwater.protocol.trades.v1.SubmitTradesRequest;
import io.breakwater.protocol.trades.v1.SubmitTradesResponse;
import io.breakwater.protocol.trades.v1.Trade;
import io.breakwater.protocol.trades.v1.TradeServiceGrpc;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One stream of trades of one venue: batches one after the other, each acknowledged before the next. For one thread. */
public final class Venue {

    /** The most trades of a batch. */
    public static final int BATCH = 500;

    private static final String STREAM = "s";

    private final Api api;
    private final String principal;
    private final SplittableRandom random;
    private long sequence;

    /** The venue with this number; what it trades depends on the number alone. */
    public Venue(Api api, int number) {
        this.api = api;
        this.principal = "venue/v" + number;
        this.random = new SplittableRandom(number);
    }

    /** A full batch between random accounts. */
    public List<Trade> randomBatch(List<String> accounts) {
        return IntStream.range(0, BATCH)
                .mapToObj(n -> {
                    int buyer = random.nextInt(accounts.size());
                    int seller = (buyer + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
                    return trade(n, accounts.get(buyer), accounts.get(seller));
                })
                .toList();
    }

    /** One trade in a random instrument. */
    public Trade trade(int id, String buyer, String seller) {
        return Trade.newBuilder()
                .setTradeId("t" + id)
                .setInstrument(House.instrument(random.nextInt(House.INSTRUMENTS)))
                .setBuyer(buyer)
                .setSeller(seller)
                .setLots(1 + random.nextInt(5))
                .setPrice(House.decimal((18 + random.nextInt(4)) + "." + (10 + random.nextInt(90))))
                .build();
    }

    /** A number below this one, drawn like all others. */
    public int draw(int below) {
        return random.nextInt(below);
    }

    /**
     * Submits the stream's next batch and waits for its acknowledgement; answers what reads of its accounts wait for.
     *
     * @throws BenchFailure when it, or a trade of it, is refused
     */
    public JournalPosition submit(List<Trade> trades) {
        SubmitTradesRequest request = SubmitTradesRequest.newBuilder()
                .setStream(STREAM)
                .setSequence(sequence + 1)
                .addAllTrades(trades)
                .build();
        SubmitTradesResponse answer = Api.await(api.ask(principal, TradeServiceGrpc.getSubmitTradesMethod(), request));
        sequence++;
        answer.getOutcomesList().stream()
                .filter(outcome -> !outcome.getAccepted())
                .findFirst()
                .ifPresent(refused -> {
                    throw new BenchFailure("the house refused a trade: " + refused.getReason());
                });
        return answer.getPosition();
    }
}
