package io.breakwater.waterfall.price;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand.Verdict;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Tending;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges publications. A price inside the band of its instrument counts on the word of one source, one outside it once
 * enough sources agree; until then margining goes on at the last good price and liquidations in the instrument are
 * halted. A settlement moves nothing until its price counts, and each business date settles once, whichever source
 * confirms it. One publication brings at most one snapshot.
 */
public final class PriceRules implements Machine<PriceBook, PriceRules.Memory, PriceInput, PriceEvent> {

    /** The service keeps nothing in memory alone. */
    public enum Memory {
        NONE
    }

    @Override
    public PriceBook initial(EntityId self) {
        return PriceBook.EMPTY;
    }

    @Override
    public Memory wake(PriceBook state) {
        return Memory.NONE;
    }

    @Override
    public Reaction<Memory, PriceEvent> react(PriceBook book, Memory memory, Envelope<PriceInput> input, Now now) {
        if (input.body() instanceof PriceInput.Publish publish) {
            return publish(book, publish);
        }
        if (input.body() instanceof PriceInput.ReadNewest) {
            return Reaction.answer(memory, new PriceReply.Newest(book.newest(), book.before()));
        }
        if (input.body() instanceof PriceInput.ReadInstruments read) {
            SortedMap<InstrumentId, InstrumentPrices> known = new TreeMap<>(book.instruments());
            known.keySet().retainAll(read.instruments());
            return Reaction.answer(memory, new PriceReply.Instruments(known));
        }
        if (input.body() instanceof PriceInput.ReadSettlements read) {
            return Reaction.answer(
                    memory,
                    new PriceReply.Settlements(
                            book.snapshotNumber(),
                            read.instrument(),
                            book.settlements(read.instrument(), read.from())));
        }
        return input.body() instanceof PriceInput.ReadLastSettlements
                ? Reaction.answer(memory, new PriceReply.LastSettlements(book.snapshotNumber(), book.lastSettlements()))
                : Reaction.none(memory);
    }

    @Override
    public PriceBook apply(PriceBook book, Numbered<PriceEvent> event) {
        return event.event().applyTo(book);
    }

    @Override
    public Tending<Memory> tend(PriceBook book, Memory memory, Now now) {
        return Tending.idle(memory);
    }

    @Override
    public PriceInput tick() {
        return new PriceInput.Tick();
    }

    private static Reaction<Memory, PriceEvent> publish(PriceBook book, PriceInput.Publish publish) {
        Optional<PriceEvent.Judged> last =
                Optional.ofNullable(book.lastOfSource().get(publish.source()));
        long lastSequence = last.map(PriceEvent.Judged::sequence).orElse(0L);
        if (last.isPresent() && publish.sequence() == lastSequence) {
            return isSame(last.get(), publish)
                    ? Reaction.answer(Memory.NONE, published(last.get()))
                    : refused(PriceRejection.SEQUENCE_REUSED);
        }
        if (publish.sequence() != lastSequence + 1) {
            return refused(PriceRejection.SEQUENCE_OUT_OF_ORDER);
        }
        if (book.newest()
                .filter(newest -> publish.at().label().isBefore(newest.at().label()))
                .isPresent()) {
            return refused(PriceRejection.BEFORE_NEWEST);
        }
        if (publish.quotes().keySet().stream()
                .anyMatch(instrument -> book.of(instrument).isExpired())) {
            return refused(PriceRejection.INSTRUMENT_EXPIRED);
        }
        PriceEvent.Judged event = judge(book, publish);
        return Reaction.record(Memory.NONE, event, published(event));
    }

    private static PriceEvent.Judged judge(PriceBook book, PriceInput.Publish publish) {
        SortedMap<InstrumentId, Verdict> verdicts = new TreeMap<>();
        SortedMap<InstrumentId, Mark> marks = new TreeMap<>();
        SortedMap<InstrumentId, Settlement> settlements = new TreeMap<>();
        publish.quotes().forEach((id, quote) -> {
            Instrument instrument =
                    Optional.ofNullable(publish.instruments().get(id)).orElseThrow();
            InstrumentPrices known = book.of(id);
            Price price = quote.mark().price();
            Optional<Price> reference = known.lastGood().map(Mark::price).or(instrument::referencePrice);
            Verdict verdict = instrument.band().judge(price, reference, known.withQuote(publish.source(), price));
            verdicts.put(id, verdict);
            if (verdict != Verdict.UNCONFIRMED) {
                marks.put(id, quote.mark());
                settlement(known, publish, quote).ifPresent(settlement -> settlements.put(id, settlement));
            }
        });
        long snapshot = book.snapshotNumber() + (changes(book, publish, marks, settlements) ? 1 : 0);
        return new PriceEvent.Judged(
                publish.source(),
                publish.sequence(),
                publish.at(),
                publish.quotes(),
                verdicts,
                snapshot,
                marks,
                settlements);
    }

    /** True when anything counted that the newest snapshot does not say already. */
    private static boolean changes(
            PriceBook book,
            PriceInput.Publish publish,
            SortedMap<InstrumentId, Mark> marks,
            SortedMap<InstrumentId, Settlement> settlements) {
        boolean isLater =
                book.newest().filter(newest -> newest.at().equals(publish.at())).isEmpty();
        boolean isOther = marks.entrySet().stream()
                .anyMatch(mark -> !book.of(mark.getKey()).lastGood().equals(Optional.of(mark.getValue())));
        return !settlements.isEmpty() || isOther || (isLater && !marks.isEmpty());
    }

    /** The next settlement of the instrument, when the quote is one and its business date has not been settled yet. */
    private static Optional<Settlement> settlement(InstrumentPrices known, PriceInput.Publish publish, Quote quote) {
        boolean settledAlready = known.lastSettlement()
                .filter(last -> !last.businessDate().isBefore(publish.at().date()))
                .isPresent();
        if (quote.kind() == Quote.Kind.MARK || settledAlready) {
            return Optional.empty();
        }
        long number = known.lastSettlement().map(Settlement::number).orElse(0L) + 1;
        return Optional.of(new Settlement(
                number,
                publish.at().date(),
                quote.mark().price(),
                quote.mark().fundingIndex(),
                quote.kind() == Quote.Kind.FINAL_SETTLEMENT));
    }

    private static boolean isSame(PriceEvent.Judged last, PriceInput.Publish publish) {
        return last.at().equals(publish.at()) && last.quotes().equals(publish.quotes());
    }

    private static PriceReply.Published published(PriceEvent.Judged event) {
        return new PriceReply.Published(event.sequence(), event.snapshot(), event.verdicts());
    }

    private static Reaction<Memory, PriceEvent> refused(PriceRejection reason) {
        return Reaction.answer(Memory.NONE, new PriceReply.Refused(reason));
    }
}
