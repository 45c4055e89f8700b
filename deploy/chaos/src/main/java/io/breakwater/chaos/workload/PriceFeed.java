package io.breakwater.chaos.workload;

import io.breakwater.chaos.history.Facts;
import io.breakwater.chaos.workload.Entrances.Request;
import io.breakwater.protocol.prices.v1.PriceKind;
import io.breakwater.protocol.prices.v1.PriceServiceGrpc;
import io.breakwater.protocol.prices.v1.PublishPricesRequest;
import io.breakwater.protocol.prices.v1.PublishPricesResponse;
import io.breakwater.protocol.prices.v1.Quote;
import io.breakwater.protocol.prices.v1.QuoteVerdict;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two sources of prices: a walk that is drawn back to where it began, with gaps that are asked for, at which the second
 * source confirms the first. A business date ends with a settlement. One thread publishes.
 */
final class PriceFeed implements Runnable {

    private static final long EVERY_MILLIS = 1_000;
    private static final long STEP = 8;
    private static final long PULL = 25;
    private static final String UNCONFIRMED = "UNCONFIRMED";
    private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2026, 1, 5, 9, 0);

    private final Requests requests;
    private final Dice dice;
    private final WorkloadSettings settings;
    private final Map<String, Long> prices = new TreeMap<>();
    private final Map<String, Long> gaps = new TreeMap<>();
    private final Map<String, Long> sequences = new TreeMap<>();
    private LocalDateTime label = FIRST_DAY;
    private long settlements;

    PriceFeed(Requests requests, Dice dice, WorkloadSettings settings) {
        this.requests = requests;
        this.dice = dice;
        this.settings = settings;
        Terms.INSTRUMENTS.forEach(instrument -> prices.put(instrument, Terms.PRICE));
    }

    /** Has the price of an instrument jump by this much with the next publication. */
    synchronized void gap(String instrument, long hundredths) {
        gaps.merge(instrument, hundredths, Long::sum);
    }

    synchronized long price(String instrument) {
        return prices.getOrDefault(instrument, Terms.PRICE);
    }

    /** How many business dates have been settled. */
    synchronized long settlements() {
        return settlements;
    }

    @Override
    public void run() {
        try {
            long publication = 0;
            long ofDay = Math.max(2, settings.day().toMillis() / EVERY_MILLIS);
            while (!requests.isOver()) {
                boolean settles = publication % ofDay == ofDay - 1;
                walk();
                publish(settles ? PriceKind.PRICE_KIND_SETTLEMENT : PriceKind.PRICE_KIND_MARK);
                tomorrow(settles);
                publication++;
                requests.pause(EVERY_MILLIS);
            }
        } catch (Requests.Over over) {
            // The end: whatever was under way is taken down as unknown.
        }
    }

    private synchronized void walk() {
        prices.replaceAll((instrument, price) -> {
            long pull = Math.max(-PULL, Math.min(PULL, (Terms.PRICE - price) / 10));
            long gap = gaps.getOrDefault(instrument, 0L);
            return Math.max(100, price + pull + dice.between(-STEP, STEP) + gap);
        });
        gaps.clear();
        label = label.plusSeconds(1);
    }

    private synchronized void tomorrow(boolean settled) {
        if (!settled) {
            return;
        }
        settlements++;
        do {
            label = label.toLocalDate().plusDays(1).atTime(FIRST_DAY.toLocalTime());
        } while (label.getDayOfWeek() == DayOfWeek.SATURDAY || label.getDayOfWeek() == DayOfWeek.SUNDAY);
    }

    private void publish(PriceKind kind) {
        if (unconfirmed("feed-a", kind)) {
            unconfirmed("feed-b", kind);
        }
    }

    /** Publishes as one source; true when something still waits for the other. */
    private boolean unconfirmed(String source, PriceKind kind) {
        Request<PublishPricesRequest, PublishPricesResponse> request = request(source, kind);
        while (true) {
            Outcome<PublishPricesResponse> outcome = requests.insist(request);
            if (outcome instanceof Outcome.Answered<PublishPricesResponse> answered) {
                sequences.merge(source, 1L, Long::sum);
                return answered.answer().getVerdictsList().stream()
                        .map(QuoteVerdict::getVerdict)
                        .anyMatch(UNCONFIRMED::equals);
            }
            requests.pause(EVERY_MILLIS);
        }
    }

    private synchronized Request<PublishPricesRequest, PublishPricesResponse> request(String source, PriceKind kind) {
        long sequence = sequences.getOrDefault(source, 0L) + 1;
        PublishPricesRequest.Builder publication = PublishPricesRequest.newBuilder()
                .setSequence(sequence)
                .setBusinessDate(Wire.date(label))
                .setExchangeTime(Wire.time(label));
        prices.forEach((instrument, price) -> publication.addQuotes(Quote.newBuilder()
                .setInstrument(instrument)
                .setPrice(Wire.hundredths(price))
                .setKind(kind)));
        Map<String, String> asked = Map.of(
                Facts.FIRST, Long.toString(sequence), Facts.CONTENT, prices.toString(), Facts.MAY_BE_REFUSED, "");
        return new Request<>(
                "prices/" + source,
                PriceServiceGrpc.getPublishPricesMethod(),
                publication.build(),
                "prices|main",
                "publication-" + sequence,
                asked,
                answer -> Map.of(Facts.ANSWER, Long.toString(answer.getSnapshot())));
    }
}
