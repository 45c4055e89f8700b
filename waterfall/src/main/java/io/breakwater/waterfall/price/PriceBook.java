package io.breakwater.waterfall.price;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand.Verdict;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.market.Settlement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of the price service: every instrument's prices, the last publication of every source, and the newest
 * snapshot with the one before it. A snapshot that a later one replaced is in the journal, not here.
 *
 * @param settlements of each instrument the newest {@link #SETTLEMENTS}, without a gap and oldest first, for accounts that
 *     slept through them
 */
public record PriceBook(
        SortedMap<InstrumentId, InstrumentPrices> instruments,
        SortedMap<String, PriceEvent.Judged> lastOfSource,
        SortedMap<InstrumentId, List<Settlement>> settlements,
        Optional<PriceSnapshot> newest,
        Optional<PriceSnapshot> before) {

    /** Settlements of one instrument that are kept; what is older is in the journal. */
    public static final int SETTLEMENTS = 1_000;

    /** Before the first publication. */
    public static final PriceBook EMPTY =
            new PriceBook(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Optional.empty(), Optional.empty());

    public PriceBook {
        instruments = Collections.unmodifiableSortedMap(new TreeMap<>(instruments));
        lastOfSource = Collections.unmodifiableSortedMap(new TreeMap<>(lastOfSource));
        settlements = Collections.unmodifiableSortedMap(new TreeMap<>(settlements));
    }

    /** The number of the newest snapshot, 0 before the first. */
    public long snapshotNumber() {
        return newest.map(PriceSnapshot::number).orElse(0L);
    }

    /** The settlements of an instrument from this number on, as far as they are kept. */
    List<Settlement> settlements(InstrumentId instrument, long from) {
        return settlements.getOrDefault(instrument, List.of()).stream()
                .filter(settlement -> settlement.number() >= from)
                .toList();
    }

    /** The last settlement of every instrument that was ever settled. */
    SortedMap<InstrumentId, Settlement> lastSettlements() {
        SortedMap<InstrumentId, Settlement> last = new TreeMap<>();
        settlements.forEach((instrument, all) -> last.put(instrument, all.get(all.size() - 1)));
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
                            settlement.or(known::lastSettlement),
                            event.verdicts().get(instrument) == Verdict.UNCONFIRMED));
        });
        SortedMap<String, PriceEvent.Judged> sources = new TreeMap<>(lastOfSource);
        sources.put(event.source(), event);
        SortedMap<InstrumentId, List<Settlement>> kept = new TreeMap<>(settlements);
        event.settlements()
                .forEach((instrument, next) ->
                        kept.put(instrument, and(kept.getOrDefault(instrument, List.of()), next)));
        return event.snapshot() == snapshotNumber()
                ? new PriceBook(prices, sources, kept, newest, before)
                : new PriceBook(prices, sources, kept, Optional.of(snapshot(event)), newest);
    }

    /** These settlements with one more at the end; the oldest makes room. */
    private static List<Settlement> and(List<Settlement> before, Settlement next) {
        List<Settlement> all = new ArrayList<>(before);
        all.add(next);
        return List.copyOf(all.subList(Math.max(0, all.size() - SETTLEMENTS), all.size()));
    }

    /** The newest snapshot with this event's marks in place of the older ones and only its own settlements. */
    private PriceSnapshot snapshot(PriceEvent.Judged event) {
        SortedMap<InstrumentId, Mark> marks =
                new TreeMap<>(newest.map(PriceSnapshot::marks).orElseGet(TreeMap::new));
        marks.putAll(event.marks());
        return new PriceSnapshot(event.snapshot(), event.at(), marks, event.settlements());
    }
}
