package io.breakwater.waterfall.price;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand.Verdict;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.market.Settlement;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of the price service: every instrument's prices, the last publication of every source, and the newest
 * snapshot with the one before it. A snapshot that a later one replaced is in the journal, not here.
 */
public record PriceBook(
        SortedMap<InstrumentId, InstrumentPrices> instruments,
        SortedMap<String, PriceEvent.Judged> lastOfSource,
        Optional<PriceSnapshot> newest,
        Optional<PriceSnapshot> before) {

    /** Before the first publication. */
    public static final PriceBook EMPTY =
            new PriceBook(new TreeMap<>(), new TreeMap<>(), Optional.empty(), Optional.empty());

    public PriceBook {
        instruments = Collections.unmodifiableSortedMap(new TreeMap<>(instruments));
        lastOfSource = Collections.unmodifiableSortedMap(new TreeMap<>(lastOfSource));
    }

    /** The number of the newest snapshot, 0 before the first. */
    public long snapshotNumber() {
        return newest.map(PriceSnapshot::number).orElse(0L);
    }

    SortedMap<InstrumentId, Settlement> lastSettlements() {
        SortedMap<InstrumentId, Settlement> last = new TreeMap<>();
        instruments.forEach((id, prices) -> prices.lastSettlement().ifPresent(each -> last.put(id, each)));
        return last;
    }

    InstrumentPrices of(InstrumentId instrument) {
        return instruments.getOrDefault(instrument, InstrumentPrices.UNHEARD);
    }

    PriceBook judged(PriceEvent.Judged event) {
        SortedMap<InstrumentId, InstrumentPrices> prices = new TreeMap<>(instruments);
        event.quotes().forEach((instrument, quote) -> {
            InstrumentPrices known = of(instrument);
            Optional<Mark> good = Optional.ofNullable(event.marks().get(instrument));
            Optional<Settlement> settlement =
                    Optional.ofNullable(event.settlements().get(instrument));
            prices.put(
                    instrument,
                    new InstrumentPrices(
                            good.or(known::lastGood),
                            known.withQuote(event.source(), quote.mark().price()),
                            settlement.map(known::with).orElseGet(known::settlements),
                            event.verdicts().get(instrument) == Verdict.UNCONFIRMED));
        });
        SortedMap<String, PriceEvent.Judged> sources = new TreeMap<>(lastOfSource);
        sources.put(event.source(), event);
        return event.snapshot() == snapshotNumber()
                ? new PriceBook(prices, sources, newest, before)
                : new PriceBook(prices, sources, Optional.of(snapshot(event)), newest);
    }

    /** The newest snapshot with this event's marks in place of the older ones and only its own settlements. */
    private PriceSnapshot snapshot(PriceEvent.Judged event) {
        SortedMap<InstrumentId, Mark> marks =
                new TreeMap<>(newest.map(PriceSnapshot::marks).orElseGet(TreeMap::new));
        marks.putAll(event.marks());
        return new PriceSnapshot(event.snapshot(), event.at(), marks, event.settlements());
    }
}
