package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.BusinessDay;
import io.breakwater.node.scenario.PricePath;
import io.breakwater.node.scenario.PricePoint;
import io.breakwater.node.scenario.PricePoint.Kind;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Price;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the price path in one of its two forms: {@code sessions}, a row per trade date with the first price of the evening
 * before and the settlement, or {@code prices}, a row per price at its own time.
 */
final class PathSection {

    private final Declared declared;
    private final List<PricePoint> points = new ArrayList<>();
    private final Ascending order = new Ascending();
    private final Set<InstrumentId> retired = new HashSet<>();
    private final Map<InstrumentId, Long> funding = new HashMap<>();
    private boolean sound = true;

    private PathSection(Declared declared) {
        this.declared = declared;
    }

    /** The path; absent, with complaints, when any row of it is refused. */
    static Optional<PricePath> read(Row root, Declared declared) {
        boolean bySession = root.has("sessions");
        if (bySession == root.has("prices")) {
            root.complain("sessions", "either 'sessions' or 'prices' is needed, and not both");
            return Optional.empty();
        }
        PathSection section = new PathSection(declared);
        List<Row> rows = root.rows(bySession ? "sessions" : "prices");
        if (rows.isEmpty()) {
            root.complain(bySession ? "sessions" : "prices", "at least one row is needed");
        }
        rows.forEach(bySession ? section::session : section::price);
        return path(section.points, section.sound);
    }

    /** The points in order of time, once they are all well read. */
    static Optional<PricePath> path(List<PricePoint> points, boolean sound) {
        if (!sound || points.isEmpty()) {
            return Optional.empty();
        }
        List<PricePoint> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparing(PricePoint::at));
        return Optional.of(new PricePath(sorted));
    }

    private void session(Row row) {
        LocalDate date = row.date("date");
        Optional<Instrument> instrument = declared.instrument(row);
        Kind kind = row.flag("final") ? Kind.FINAL_SETTLEMENT : Kind.SETTLEMENT;
        boolean opens = row.has("first");
        row.has("settlement");
        instrument.ifPresent(of -> {
            LocalDateTime settled = date.atTime(declared.day().settlement());
            Optional<Price> first = opens ? Optional.of(row.price("first", of)) : Optional.empty();
            Price settlement = row.price("settlement", of);
            requireInOrder(row, "date", settled, of.id());
            if (row.isSound()) {
                LocalDateTime evening = BusinessDay.eve(date, declared.day().firstPrice());
                first.ifPresent(price -> points.add(new PricePoint(evening, of.id(), price, 0, Kind.MARK)));
                points.add(new PricePoint(settled, of.id(), settlement, 0, kind));
            }
        });
        end(row, instrument, kind);
    }

    private void price(Row row) {
        LocalDateTime at = row.moment("at", declared.day().settlement());
        Optional<Instrument> instrument = declared.instrument(row);
        Kind kind = settlementKind(row);
        row.has("price");
        boolean funds = row.has("funding-index");
        instrument.ifPresent(of -> {
            Price price = row.price("price", of);
            long index = funds
                    ? row.signedAmount("funding-index", of.currency()).minorUnits()
                    : funding.getOrDefault(of.id(), 0L);
            requireInOrder(row, "at", at, of.id());
            if (row.isSound()) {
                funding.put(of.id(), index);
                points.add(new PricePoint(at, of.id(), price, index, kind));
            }
        });
        end(row, instrument, kind);
    }

    private static Kind settlementKind(Row row) {
        if (!row.has("settlement")) {
            return Kind.MARK;
        }
        String word = row.word("settlement", List.of("false", "true", "final"));
        return switch (word) {
            case "true" -> Kind.SETTLEMENT;
            case "final" -> Kind.FINAL_SETTLEMENT;
            default -> Kind.MARK;
        };
    }

    private void requireInOrder(Row row, String key, LocalDateTime at, InstrumentId instrument) {
        if (!row.isSound()) {
            return;
        }
        order.flaw(at, instrument.value()).ifPresent(flaw -> row.complain(key, flaw));
        if (retired.contains(instrument)) {
            row.complain(key, "after the final settlement of " + instrument);
        }
    }

    private void end(Row row, Optional<Instrument> instrument, Kind kind) {
        row.end();
        if (kind == Kind.FINAL_SETTLEMENT) {
            instrument.ifPresent(of -> retired.add(of.id()));
        }
        sound = sound && row.isSound() && instrument.isPresent();
    }
}
