package io.breakwater.node.scenario.drive;

import io.breakwater.node.scenario.Market;
import io.breakwater.node.scenario.PricePath;
import io.breakwater.node.scenario.PricePoint;
import io.breakwater.protocol.prices.v1.PriceKind;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc;
import io.breakwater.protocol.prices.v1.PublishPricesRequest;
import io.breakwater.protocol.prices.v1.PublishPricesResponse;
import io.breakwater.protocol.prices.v1.Quote;
import io.breakwater.protocol.prices.v1.QuoteVerdict;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the scenario's price sources publish: every source every price, numbered 1, 2, ... at each source. */
final class PriceReports {

    private static final String UNCONFIRMED = "UNCONFIRMED";

    private final HouseClient house;
    private final Market market;
    private final Reached reached;
    private final SortedMap<String, Long> lastSequences = new TreeMap<>();

    PriceReports(HouseClient house, Market market, Reached reached) {
        this.house = house;
        this.market = market;
        this.reached = reached;
    }

    /** Publishes prices from one source after the other; when this returns all of them count. */
    void publish(PricePath.Publication publication) {
        List<QuoteVerdict> verdicts = List.of();
        for (String source : market.priceSources()) {
            PublishPricesResponse answer = publish(source, publication);
            verdicts = answer.getVerdictsList();
            reached.addSnapshot(answer.getSnapshot());
        }
        for (QuoteVerdict verdict : verdicts) {
            if (verdict.getVerdict().equals(UNCONFIRMED)) {
                throw new DriveFailure("the price of " + verdict.getInstrument() + " of "
                        + publication.at().label() + " lies outside its band and too few sources say the same");
            }
        }
    }

    private PublishPricesResponse publish(String source, PricePath.Publication publication) {
        long sequence = lastSequences.getOrDefault(source, 0L) + 1;
        PublishPricesRequest.Builder request = PublishPricesRequest.newBuilder()
                .setSequence(sequence)
                .setBusinessDate(Wire.date(publication.at().date()))
                .setExchangeTime(Wire.dateTime(publication.at().label()));
        publication.points().forEach(point -> request.addQuotes(wire(point)));
        PublishPricesRequest sent = request.build();
        PublishPricesResponse answer =
                house.call("prices/" + source, PriceServiceGrpc::newBlockingStub, stub -> stub.publishPrices(sent));
        lastSequences.put(source, sequence);
        return answer;
    }

    private Quote wire(PricePoint point) {
        var instrument = market.contract(point.instrument()).instrument();
        return Quote.newBuilder()
                .setInstrument(point.instrument().value())
                .setPrice(Wire.decimal(instrument.text(point.price())))
                .setKind(kind(point.kind()))
                .setFundingIndex(Wire.decimal(
                        instrument.currency().minor(point.fundingIndex()).decimal()))
                .build();
    }

    private static PriceKind kind(PricePoint.Kind kind) {
        return switch (kind) {
            case MARK -> PriceKind.PRICE_KIND_MARK;
            case SETTLEMENT -> PriceKind.PRICE_KIND_SETTLEMENT;
            case FINAL_SETTLEMENT -> PriceKind.PRICE_KIND_FINAL_SETTLEMENT;
        };
    }
}
