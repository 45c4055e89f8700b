package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.file.Complaints.Place;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of a comma separated file; values hold no commas and no quotes, spaces around them do not count. */
final class CsvRow {

    private final Header header;
    private final List<String> cells;
    private final String line;
    private final int number;
    private final Complaints complaints;
    private boolean sound = true;

    CsvRow(Header header, String line, int number, Complaints complaints) {
        this.header = header;
        this.cells = cells(line);
        this.line = line;
        this.number = number;
        this.complaints = complaints;
        if (cells.size() != header.columns().size()) {
            sound = false;
            complaints.add(
                    new Place(number, 1),
                    cells.size() + " values where the header has "
                            + header.columns().size());
        }
    }

    /** The columns in their order. */
    record Header(List<String> columns) {
        Header {
            columns = List.copyOf(columns);
        }
    }

    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split(",", -1)) {
            cells.add(cell.strip());
        }
        return List.copyOf(cells);
    }

    boolean isSound() {
        return sound;
    }

    /** The value of a column; absent when the column is, or its cell is empty. */
    Optional<String> value(String column) {
        int index = header.columns().indexOf(column);
        return index < 0 || index >= cells.size()
                ? Optional.empty()
                : Optional.of(cells.get(index)).filter(text -> !text.isEmpty());
    }

    Optional<LocalDate> date(String column) {
        Optional<LocalDate> date = CalendarText.date(value(column).orElse(""));
        if (date.isEmpty()) {
            complain(column, "'" + value(column).orElse("") + "' is not a date such as 2020-04-08");
        }
        return date;
    }

    /** The time of a column that may be absent or empty. */
    Optional<LocalTime> time(String column) {
        Optional<LocalTime> time = value(column).flatMap(CalendarText::time);
        if (time.isEmpty() && value(column).isPresent()) {
            complain(column, "'" + value(column).orElse("") + "' is not a time such as 14:30");
        }
        return time;
    }

    Optional<Price> price(String column, Instrument instrument) {
        String text = value(column).orElse("");
        return instrument.parsePrice(text).fold(Optional::of, flaw -> {
            complain(column, "'" + text + "' is not a price of " + instrument.id() + " (" + Flaws.inWords(flaw) + ")");
            return Optional.empty();
        });
    }

    /** The amount of a column that may be absent or empty; negative ones too. */
    Optional<Money> amount(String column, Currency currency) {
        return value(column).flatMap(text -> currency.parse(text).fold(Optional::of, flaw -> {
            complain(
                    column, "'" + text + "' is not an amount in " + currency.code() + " (" + Flaws.inWords(flaw) + ")");
            return Optional.empty();
        }));
    }

    /** Complains at the start of a column's value in this line. */
    void complain(String column, String text) {
        sound = false;
        int position = 0;
        for (int i = 0; i < header.columns().indexOf(column); i++) {
            int comma = line.indexOf(',', position);
            position = comma < 0 ? position : comma + 1;
        }
        complaints.add(new Place(number, position + 1), column + ": " + text);
    }
}
