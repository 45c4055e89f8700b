package io.breakwater.node.edge;

import io.breakwater.protocol.prices.v1.GetSnapshotRequest;
import io.breakwater.protocol.prices.v1.GetSnapshotResponse;
import io.breakwater.protocol.prices.v1.InstrumentMark;
import io.breakwater.protocol.prices.v1.PriceKind;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc;
import io.breakwater.protocol.prices.v1.PublishPricesRequest;
import io.breakwater.protocol.prices.v1.PublishPricesResponse;
import io.breakwater.protocol.prices.v1.QuoteVerdict;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.price.PriceEntity;
import io.breakwater.waterfall.price.PriceInput;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.price.Quote;
import io.breakwater.waterfall.process.Message;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code PriceService}: the source is the caller, the terms of the instruments come from the catalogue. */
public final class PriceApi extends PriceServiceGrpc.PriceServiceImplBase {

    /** Quotes of one publication. */
    private static final int QUOTES = 2_000;

    private final Entities entities;
    private final ServiceView service;

    public PriceApi(Entities entities, ServiceView service) {
        this.entities = entities;
        this.service = service;
    }

    @Override
    public void publishPrices(PublishPricesRequest request, StreamObserver<PublishPricesResponse> caller) {
        Unary.answer(caller, () -> publish(Caller.current(), request));
    }

    @Override
    public void getSnapshot(GetSnapshotRequest request, StreamObserver<GetSnapshotResponse> caller) {
        Unary.answer(caller, () -> {
            Caller current = Caller.current();
            return entities.ask(current, PriceEntity.MAIN, new PriceInput.ReadNewest(), "read")
                    .thenCompose(reply -> snapshot(current, reply));
        });
    }

    private CompletionStage<PublishPricesResponse> publish(Caller caller, PublishPricesRequest request) {
        long sequence = Fields.counted("sequence", request.getSequence());
        Fields.atMost("quotes", request.getQuotesCount(), QUOTES);
        BusinessTime at = Calendars.businessTime(
                Calendars.date("business_date", request.hasBusinessDate(), request.getBusinessDate()),
                "exchange_time",
                request.hasExchangeTime(),
                request.getExchangeTime());
        SortedMap<InstrumentId, Integer> places = new TreeMap<>();
        for (int i = 0; i < request.getQuotesCount(); i++) {
            String field = "quotes[" + i + "].instrument";
            InstrumentId id = Fields.instrument(field, request.getQuotes(i).getInstrument());
            if (places.put(id, i) != null) {
                throw ApiError.NAMED_TWICE.with(field + " is quoted before", Fields.at(field));
            }
        }
        return service.listing(caller, places.keySet())
                .thenCompose(catalogue -> {
                    SortedMap<InstrumentId, Instrument> instruments = instruments(places, catalogue);
                    SortedMap<InstrumentId, Quote> quotes = new TreeMap<>();
                    instruments.forEach((id, instrument) -> {
                        int place = Optional.ofNullable(places.get(id)).orElseThrow();
                        quotes.put(id, quote("quotes[" + place + "]", request.getQuotes(place), instrument));
                    });
                    PriceInput body =
                            new PriceInput.Publish(caller.principal().id(), sequence, at, quotes, instruments);
                    return entities.ask(caller, PriceEntity.MAIN, body, "publication-" + sequence);
                })
                .thenApply(PriceApi::response);
    }

    private static SortedMap<InstrumentId, Instrument> instruments(
            SortedMap<InstrumentId, Integer> places, Catalogue catalogue) {
        SortedMap<InstrumentId, Instrument> instruments = new TreeMap<>();
        places.forEach((id, place) -> {
            var listing = catalogue.listings().get(id);
            if (listing == null) {
                throw ApiError.INSTRUMENT_UNKNOWN.with(
                        "no such instrument: " + id, Map.of("field", "quotes[" + place + "].instrument"));
            }
            instruments.put(id, listing.instrument());
        });
        return instruments;
    }

    private static Quote quote(String field, io.breakwater.protocol.prices.v1.Quote quote, Instrument instrument) {
        if (!quote.hasPrice()) {
            throw Fields.missing(field + ".price");
        }
        long funding = quote.hasFundingIndex() ? funding(field + ".funding_index", quote, instrument) : 0;
        Mark mark = new Mark(Prices.price(field + ".price", quote.getPrice(), instrument), funding);
        return new Quote(mark, kind(field + ".kind", quote.getKind()));
    }

    private static long funding(String field, io.breakwater.protocol.prices.v1.Quote quote, Instrument instrument) {
        Money index = Fields.accepted(
                ApiError.AMOUNT_MALFORMED,
                field,
                instrument.currency().parse(quote.getFundingIndex().getValue()));
        if (index.minorUnits() > Fields.LARGEST_AMOUNT || index.minorUnits() < -Fields.LARGEST_AMOUNT) {
            throw ApiError.OUTSIDE_BOUNDS.with(field + " is too large", Fields.at(field));
        }
        return index.minorUnits();
    }

    private static Quote.Kind kind(String field, PriceKind kind) {
        return switch (kind) {
            case PRICE_KIND_MARK -> Quote.Kind.MARK;
            case PRICE_KIND_SETTLEMENT -> Quote.Kind.SETTLEMENT;
            case PRICE_KIND_FINAL_SETTLEMENT -> Quote.Kind.FINAL_SETTLEMENT;
            case PRICE_KIND_UNSPECIFIED, UNRECOGNIZED -> throw Fields.missing(field);
        };
    }

    private static PublishPricesResponse response(Message reply) {
        if (reply instanceof PriceReply.Published published) {
            PublishPricesResponse.Builder response = PublishPricesResponse.newBuilder()
                    .setSequence(published.sequence())
                    .setSnapshot(published.snapshot());
            published
                    .verdicts()
                    .forEach((id, verdict) -> response.addVerdicts(
                            QuoteVerdict.newBuilder().setInstrument(id.value()).setVerdict(verdict.name())));
            return response.build();
        }
        if (reply instanceof PriceReply.Refused refused) {
            throw Rejections.of(refused.reason());
        }
        throw new IllegalStateException("the price service answered " + reply);
    }

    private CompletionStage<GetSnapshotResponse> snapshot(Caller caller, Message reply) {
        if (!(reply instanceof PriceReply.Newest newest)) {
            throw new IllegalStateException("the price service answered " + reply);
        }
        if (newest.newest().isEmpty()) {
            return CompletableFuture.completedFuture(GetSnapshotResponse.getDefaultInstance());
        }
        PriceSnapshot snapshot = newest.newest().get();
        return service.listing(caller, snapshot.marks().keySet()).thenApply(catalogue -> response(snapshot, catalogue));
    }

    private static GetSnapshotResponse response(PriceSnapshot snapshot, Catalogue catalogue) {
        GetSnapshotResponse.Builder response = GetSnapshotResponse.newBuilder()
                .setSnapshot(snapshot.number())
                .setBusinessDate(Calendars.wire(snapshot.at().date()))
                .setExchangeTime(Calendars.wire(snapshot.at().label()));
        snapshot.marks().forEach((id, mark) -> {
            Instrument instrument = Optional.ofNullable(catalogue.listings().get(id))
                    .orElseThrow()
                    .instrument();
            response.addMarks(InstrumentMark.newBuilder()
                    .setInstrument(id.value())
                    .setPrice(Prices.wire(mark.price(), instrument)));
        });
        return response.build();
    }
}
