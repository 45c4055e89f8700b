package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.Book;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Price;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the trades of each stream as they are read, splits rows, and bounds how many there are. */
final class TradeTape {

    private final Map<Book.Stream, Long> numbers = new LinkedHashMap<>();
    private final List<Book.Trade> trades = new ArrayList<>();

    /** What was agreed, before it has a number. */
    record Terms(LocalDateTime at, InstrumentId instrument, String buyer, String seller, long lots, Price price) {}

    /** False when the stream was declared before. */
    boolean declare(Book.Stream stream) {
        return numbers.putIfAbsent(stream, 0L) == null;
    }

    /** Adds the lots of one row as trades of at most {@code perTrade} lots each, at the same price. */
    void add(Book.Stream stream, Terms terms, long perTrade, Row row) {
        long pieces = (terms.lots() - 1) / perTrade + 1;
        if (trades.size() + pieces > BookSection.MOST_TRADES) {
            row.complain(row.place(), "more than " + BookSection.MOST_TRADES + " trades in all");
            return;
        }
        for (long left = terms.lots(); left > 0; left -= perTrade) {
            long number = numbers.merge(stream, 1L, Long::sum);
            trades.add(new Book.Trade(
                    stream,
                    number,
                    terms.at(),
                    terms.instrument(),
                    terms.buyer(),
                    terms.seller(),
                    Math.min(left, perTrade),
                    terms.price()));
        }
    }

    List<Book.Trade> trades() {
        return List.copyOf(trades);
    }
}
