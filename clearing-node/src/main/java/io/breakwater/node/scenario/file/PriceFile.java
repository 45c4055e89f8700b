package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.Book;
import io.breakwater.node.scenario.Market;
import io.breakwater.node.scenario.PricePath;
import io.breakwater.node.scenario.PricePoint;
import io.breakwater.node.scenario.PricePoint.Kind;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.file.Complaints.Place;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a longer price path for a scenario: UTF-8, comma separated, a header of the columns {@code date}, optionally
 * {@code time}, {@code instrument}, {@code price}, optionally {@code settlement} ({@code true}, {@code false} or
 * {@code final}) and {@code funding-index}, of which an empty cell keeps the last. A row without a time is at the scenario's settlement time; where the column {@code settlement} is
 * absent, rows without a time settle and rows with a time do not. The path must have every date on which the scenario
 * trades or answers a call in its own way.
 */
public final class PriceFile {

    private static final List<String> COLUMNS =
            List.of("date", "time", "instrument", "price", "settlement", "funding-index");
    private static final List<String> REQUIRED = List.of("date", "instrument", "price");

    private final Scenario scenario;
    private final Complaints complaints;
    private final List<PricePoint> points = new ArrayList<>();
    private final Ascending order = new Ascending();
    private final Set<String> retired = new HashSet<>();
    private final Map<String, Long> funding = new HashMap<>();

    private PriceFile(Scenario scenario, Complaints complaints) {
        this.scenario = scenario;
        this.complaints = complaints;
    }

    /** The scenario on the prices of a file instead of its own. */
    public static Scenario read(Path file, Scenario scenario) throws IOException, InvalidScenarioException {
        return parse(file.toString(), ScenarioFile.text(file), scenario);
    }

    /** The scenario on the prices of a text; {@code file} is the name that error lines carry. */
    public static Scenario parse(String file, String text, Scenario scenario) throws InvalidScenarioException {
        Complaints complaints = new Complaints(file);
        PriceFile reader = new PriceFile(scenario, complaints);
        List<String> lines = text.lines().toList();
        Optional<CsvRow.Header> header = reader.header(lines);
        complaints.throwIfAny();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                reader.row(new CsvRow(header.orElseThrow(), lines.get(i), i + 1, complaints));
            }
        }
        complaints.throwIfAny();
        Optional<PricePath> path = PathSection.path(reader.points, true);
        path.ifPresentOrElse(reader::requireDatesOfScenario, () -> complaints.add(Place.START, "no prices"));
        complaints.throwIfAny();
        Scenario longer = scenario.onPath(path.orElseThrow());
        longer.settledAfterAnswers().forEach(date -> complaints.add(Place.START, ScenarioFile.lateSettlement(date)));
        complaints.throwIfAny();
        return longer;
    }

    private Optional<CsvRow.Header> header(List<String> lines) {
        List<String> columns = lines.isEmpty() ? List.of() : CsvRow.cells(lines.get(0));
        for (String column : columns) {
            if (!COLUMNS.contains(column)) {
                complaints.add(
                        Place.START, "unknown column '" + column + "' (known: " + String.join(", ", COLUMNS) + ")");
            }
        }
        for (String column : REQUIRED) {
            if (!columns.contains(column)) {
                complaints.add(Place.START, "column '" + column + "' is missing");
            }
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            complaints.add(Place.START, "a column is given twice");
        }
        return complaints.any() ? Optional.empty() : Optional.of(new CsvRow.Header(columns));
    }

    private void row(CsvRow row) {
        Optional<LocalDate> date = row.date("date");
        Optional<LocalTime> time = row.time("time");
        Optional<Instrument> instrument = instrument(row);
        Optional<Price> price = instrument.flatMap(of -> row.price("price", of));
        Kind kind = kind(row, time.isPresent());
        Optional<Money> index = row.amount("funding-index", scenario.currency());
        if (!row.isSound() || date.isEmpty() || price.isEmpty()) {
            return;
        }
        Instrument of = instrument.orElseThrow();
        String name = of.id().value();
        index.ifPresent(paid -> funding.put(name, paid.minorUnits()));
        PricePoint point = new PricePoint(
                date.get().atTime(time.orElse(scenario.day().settlement())),
                of.id(),
                price.get(),
                funding.getOrDefault(name, 0L),
                kind);
        order.flaw(point.at(), name).ifPresent(flaw -> row.complain("date", flaw));
        if (retired.contains(name)) {
            row.complain("date", "after the final settlement of " + name);
        }
        if (kind == Kind.FINAL_SETTLEMENT) {
            retired.add(name);
        }
        if (row.isSound()) {
            points.add(point);
        }
    }

    private Optional<Instrument> instrument(CsvRow row) {
        Optional<Instrument> instrument = row.value("instrument").flatMap(id -> scenario.market().contracts().stream()
                .map(Market.Contract::instrument)
                .filter(of -> of.id().value().equals(id))
                .findFirst());
        if (instrument.isEmpty()) {
            row.complain("instrument", "'" + row.value("instrument").orElse("") + "' is no instrument of the scenario");
        }
        return instrument;
    }

    private static Kind kind(CsvRow row, boolean timed) {
        String word = row.value("settlement").orElse(timed ? "false" : "true");
        return switch (word) {
            case "true" -> Kind.SETTLEMENT;
            case "final" -> Kind.FINAL_SETTLEMENT;
            case "false" -> Kind.MARK;
            default -> {
                row.complain("settlement", "'" + word + "' is none of: true, false, final");
                yield Kind.MARK;
            }
        };
    }

    private void requireDatesOfScenario(PricePath path) {
        Set<LocalDate> missing = new HashSet<>();
        for (Book.Trade trade : scenario.book().trades()) {
            require(path, trade.at().toLocalDate(), "trades", missing);
        }
        scenario.conduct().answers().exceptions().forEach(row -> row.call()
                .ifPresent(date -> require(path, date, "answers calls", missing)));
        requireMarginsAt(path.publications().get(0).at().date());
    }

    private void requireMarginsAt(LocalDate first) {
        for (Market.Contract contract : scenario.market().contracts()) {
            boolean covered = scenario.market().margins().stream()
                    .anyMatch(rates ->
                            rates.instrument().equals(contract.instrument().id())
                                    && !rates.from().isAfter(first));
            if (!covered) {
                complaints.add(
                        Place.START,
                        "the scenario has no margin rates of "
                                + contract.instrument().id() + " as early as " + first);
            }
        }
    }

    private void require(PricePath path, LocalDate date, String what, Set<LocalDate> missing) {
        if (!path.tradeDates().contains(date) && missing.add(date)) {
            complaints.add(Place.START, "no settlement on " + date + ", when the scenario " + what);
        }
    }
}
