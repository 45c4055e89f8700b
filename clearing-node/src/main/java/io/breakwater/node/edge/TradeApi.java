package io.breakwater.node.edge;

import io.breakwater.protocol.trades.v1.SubmitTradesRequest;
import io.breakwater.protocol.trades.v1.SubmitTradesResponse;
import io.breakwater.protocol.trades.v1.TradeOutcome;
import io.breakwater.protocol.trades.v1.TradeServiceGrpc;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.price.InstrumentPrices;
import io.breakwater.waterfall.price.PriceEntity;
import io.breakwater.waterfall.price.PriceInput;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.trades.Trade;
import io.breakwater.waterfall.trades.TradeParty;
import io.breakwater.waterfall.trades.TradeTerms;
import io.breakwater.waterfall.trades.TradesInput;
import io.breakwater.waterfall.trades.TradesReply;
import io.breakwater.waterfall.trades.TradingView;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/**
 * {@code TradeService}. What a batch names is looked up first: its instruments in the catalogue and at the price service,
 * which knows the newest funding and the final settlements, its accounts in their buckets. The stream decides.
 */
public final class TradeApi extends TradeServiceGrpc.TradeServiceImplBase {

    private final Entities entities;
    private final ServiceView service;
    private final AccountDirectory directory;

    public TradeApi(Entities entities, ServiceView service, AccountDirectory directory) {
        this.entities = entities;
        this.service = service;
        this.directory = directory;
    }

    @Override
    public void submitTrades(SubmitTradesRequest request, StreamObserver<SubmitTradesResponse> caller) {
        Unary.answer(caller, () -> submit(Caller.current(), request));
    }

    private CompletionStage<SubmitTradesResponse> submit(Caller caller, SubmitTradesRequest request) {
        EntityId stream = EntityId.of(
                EntityKind.TRADES, caller.principal().id() + ":" + Fields.id("stream", request.getStream()));
        long sequence = Fields.counted("sequence", request.getSequence());
        Fields.atMost("trades", request.getTradesCount(), TradesInput.SubmitTrades.TRADES);
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < request.getTradesCount(); i++) {
            trades.add(trade("trades[" + i + "]", request.getTrades(i)));
        }
        return view(caller, trades)
                .thenCompose(view -> entities.ask(
                        caller, stream, new TradesInput.SubmitTrades(sequence, trades, view), "batch-" + sequence))
                .thenApply(reply -> response(stream, reply));
    }

    private static Trade trade(String field, io.breakwater.protocol.trades.v1.Trade trade) {
        if (!trade.hasPrice() || trade.getPrice().getValue().isEmpty()) {
            throw Fields.missing(field + ".price");
        }
        String price = trade.getPrice().getValue();
        if (price.length() > Trade.PRICE_LENGTH) {
            throw ApiError.PRICE_MALFORMED.with(field + ".price is too long", Fields.at(field + ".price"));
        }
        return new Trade(
                Fields.id(field + ".trade_id", trade.getTradeId()),
                Fields.instrument(field + ".instrument", trade.getInstrument()),
                Fields.account(field + ".buyer", trade.getBuyer()),
                Fields.account(field + ".seller", trade.getSeller()),
                trade.getLots(),
                price);
    }

    private CompletionStage<TradingView> view(Caller caller, List<Trade> trades) {
        SortedSet<InstrumentId> instruments = new TreeSet<>();
        SortedSet<EntityId> accounts = new TreeSet<>();
        for (Trade trade : trades) {
            instruments.add(trade.instrument());
            accounts.add(trade.buyer());
            accounts.add(trade.seller());
        }
        CompletionStage<Message> prices =
                entities.ask(caller, PriceEntity.MAIN, new PriceInput.ReadInstruments(instruments), "read");
        CompletionStage<SortedMap<EntityId, TradeParty>> parties = directory.find(caller, accounts);
        return service.listing(caller, instruments)
                .thenCombine(prices, (catalogue, reply) -> terms(instruments, catalogue, known(reply)))
                .thenCombine(parties, TradingView::new);
    }

    private static SortedMap<InstrumentId, InstrumentPrices> known(Message reply) {
        if (reply instanceof PriceReply.Instruments instruments) {
            return instruments.known();
        }
        throw new IllegalStateException("the price service answered " + reply);
    }

    private static SortedMap<InstrumentId, TradeTerms> terms(
            SortedSet<InstrumentId> wanted, Catalogue catalogue, SortedMap<InstrumentId, InstrumentPrices> prices) {
        SortedMap<InstrumentId, TradeTerms> terms = new TreeMap<>();
        for (InstrumentId id : wanted) {
            Optional<InstrumentPrices> price = Optional.ofNullable(prices.get(id));
            long funding = price.flatMap(InstrumentPrices::lastGood)
                    .map(Mark::fundingIndex)
                    .orElse(0L);
            boolean expired = price.filter(InstrumentPrices::isExpired).isPresent();
            Optional.ofNullable(catalogue.listings().get(id))
                    .ifPresent(listing -> terms.put(id, new TradeTerms(listing.instrument(), funding, expired)));
        }
        return terms;
    }

    private static SubmitTradesResponse response(EntityId stream, Message reply) {
        if (reply instanceof TradesReply.Registered registered) {
            SubmitTradesResponse.Builder response = SubmitTradesResponse.newBuilder()
                    .setSequence(registered.sequence())
                    .setPosition(Fields.position(stream, registered.number()))
                    .setReplayed(registered.replayed());
            registered
                    .outcomes()
                    .forEach(outcome -> response.addOutcomes(TradeOutcome.newBuilder()
                            .setTradeId(outcome.trade())
                            .setAccepted(outcome.refused().isEmpty())
                            .setReason(outcome.refused().map(Enum::name).orElse(""))));
            return response.build();
        }
        if (reply instanceof TradesReply.Refused refused) {
            throw Rejections.of(refused);
        }
        throw new IllegalStateException("a trade stream answered " + reply);
    }
}
