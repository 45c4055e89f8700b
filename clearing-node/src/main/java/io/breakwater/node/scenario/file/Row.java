package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.file.Complaints.Place;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.DecimalText;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Parsed;
import io.breakwater.waterfall.money.Ratio;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One block of keys, read key by key. A reader asks for what it knows; a flaw is complained of, marks the row as unsound
 * and yields a harmless placeholder, so that reading goes on and every flaw of the row is found. A record is built only
 * from a sound row. {@link #end} refuses the keys nobody asked for.
 */
final class Row {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String NO_ID = "?";
    private static final int LONGEST_TEXT = 256;

    private final Document.Mapping block;
    private final Complaints complaints;
    private final Set<String> asked = new LinkedHashSet<>();
    private boolean sound = true;

    Row(Document.Mapping block, Complaints complaints) {
        this.block = block;
        this.complaints = complaints;
    }

    /** False once anything read from this row was refused. */
    boolean isSound() {
        return sound;
    }

    Place place() {
        return block.place();
    }

    /** True when the key is there; it then counts as known, whether it is read or not. */
    boolean has(String key) {
        asked.add(key);
        return find(key).isPresent();
    }

    void complain(Place place, String text) {
        sound = false;
        complaints.add(place, text);
    }

    /** Complains of a value that was read well but contradicts something else. */
    void complain(String key, String text) {
        complain(find(key).map(Document::place).orElse(place()), key + ": " + text);
    }

    /** Refuses the keys that nobody asked for. */
    void end() {
        for (Document.Entry entry : block.entries()) {
            if (!asked.contains(entry.key().text())) {
                complain(
                        entry.key().place(),
                        "unknown key '" + entry.key().text() + "' (known here: " + String.join(", ", asked) + ")");
            }
        }
    }

    String text(String key) {
        return scalar(key)
                .filter(value ->
                        accept(value.text().length() <= LONGEST_TEXT, value, key, "longer than 256 characters"))
                .map(Document.Scalar::text)
                .orElse("");
    }

    /** An id from outside, {@code [A-Za-z0-9._-]{1,64}}. */
    String id(String key) {
        return scalar(key)
                .filter(value -> accept(
                        ID.matcher(value.text()).matches(),
                        value,
                        key,
                        "'" + value.text() + "' is not an id of 1 to 64 letters, digits, '.', '_' or '-'"))
                .map(Document.Scalar::text)
                .orElse(NO_ID);
    }

    /** One word of a short list, in lower case. */
    String word(String key, List<String> words) {
        return scalar(key)
                .filter(value -> accept(
                        words.contains(value.text()),
                        value,
                        key,
                        "'" + value.text() + "' is none of: " + String.join(", ", words)))
                .map(Document.Scalar::text)
                .orElse(words.get(0));
    }

    /** A constant of a type, written in lower case with hyphens; the first one where it is refused. */
    <E extends Enum<E>> E constant(String key, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> words = constants.stream().map(Row::word).toList();
        return constants.get(words.indexOf(word(key, words)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True when the value of a key is exactly this word. */
    boolean reads(String key, String word) {
        asked.add(key);
        return find(key)
                .filter(value ->
                        value instanceof Document.Scalar scalar && scalar.text().equals(word))
                .isPresent();
    }

    boolean flag(String key) {
        return has(key) && word(key, List.of("true", "false")).equals("true");
    }

    long whole(String key, long least, long most) {
        return scalar(key)
                .flatMap(value -> decimal(key, value, DecimalText.parse(value.text(), 0), "a whole number"))
                .filter(number -> accept(number >= least && number <= most, key, "outside " + least + ".." + most))
                .orElse(least);
    }

    /** An amount that is zero or more. */
    Money amount(String key, Currency currency) {
        return money(key, currency)
                .filter(amount -> accept(!amount.isNegative(), key, "must not be negative"))
                .orElse(currency.zero());
    }

    Money positiveAmount(String key, Currency currency) {
        return money(key, currency)
                .filter(amount -> accept(amount.isPositive(), key, "must be more than zero"))
                .orElse(currency.zero());
    }

    Money signedAmount(String key, Currency currency) {
        return money(key, currency).orElse(currency.zero());
    }

    private Optional<Money> money(String key, Currency currency) {
        return scalar(key)
                .flatMap(value -> decimal(key, value, currency.parse(value.text()), "an amount in " + currency.code()));
    }

    /** A ratio within bounds, such as {@code 0.02}. */
    Ratio ratio(String key, Predicate<Ratio> bounds, String inWords) {
        return scalar(key)
                .flatMap(value -> decimal(key, value, Ratio.parse(value.text()), "a ratio"))
                .filter(ratio -> accept(bounds.test(ratio), key, "not " + inWords))
                .orElse(Ratio.ZERO);
    }

    Price price(String key, Instrument instrument) {
        return scalar(key)
                .flatMap(value ->
                        decimal(key, value, instrument.parsePrice(value.text()), "a price of " + instrument.id()))
                .orElse(Price.ofTicks(0));
    }

    LocalDate date(String key) {
        return scalar(key)
                .flatMap(value -> read(key, value, CalendarText.date(value.text()), "a date such as 2020-04-08"))
                .orElse(LocalDate.EPOCH);
    }

    LocalTime time(String key, LocalTime otherwise) {
        return has(key)
                ? scalar(key)
                        .flatMap(value -> read(key, value, CalendarText.time(value.text()), "a time such as 14:30"))
                        .orElse(otherwise)
                : otherwise;
    }

    /** A date, or a date and time such as {@code 2020-04-08 14:30}; a bare date means the usual time. */
    LocalDateTime moment(String key, LocalTime usual) {
        String form = "a date, or a date and time such as 2020-04-08 14:30";
        return scalar(key)
                .flatMap(value -> read(key, value, CalendarText.moment(value.text(), usual), form))
                .orElse(LocalDate.EPOCH.atTime(usual));
    }

    /** A value that must name something declared before. */
    String reference(String key, Names names) {
        return scalar(key)
                .filter(value -> accept(
                        names.contains(value.text()),
                        value,
                        key,
                        "unknown " + names.what() + " '" + value.text() + "'"))
                .map(Document.Scalar::text)
                .orElse(NO_ID);
    }

    /** The id of this row, which from now on names it. */
    String declare(String key, Names names) {
        String id = id(key);
        if (!id.equals(NO_ID) && !names.declare(id)) {
            complain(key, names.what() + " '" + id + "' is given twice");
        }
        return id;
    }

    /** The rows of a list of blocks; none when the key is absent. */
    List<Row> rows(String key) {
        List<Row> rows = new ArrayList<>();
        for (Document item : items(key)) {
            if (item instanceof Document.Mapping mapping) {
                rows.add(new Row(mapping, complaints));
            } else {
                complain(item.place(), key + ": a row must be a block of keys, not " + item.kind());
            }
        }
        return rows;
    }

    /** The single values of a list; none when the key is absent. */
    List<Document.Scalar> values(String key) {
        List<Document.Scalar> values = new ArrayList<>();
        for (Document item : items(key)) {
            if (item instanceof Document.Scalar scalar && !scalar.isAbsent()) {
                values.add(scalar);
            } else {
                complain(item.place(), key + ": an item must be a single value, not " + item.kind());
            }
        }
        return values;
    }

    /** True when the value of a key is a list. */
    boolean isList(String key) {
        return find(key).filter(Document.Sequence.class::isInstance).isPresent();
    }

    private List<Document> items(String key) {
        asked.add(key);
        Optional<Document> value = find(key);
        if (value.isPresent() && value.get() instanceof Document.Sequence sequence) {
            return sequence.items();
        }
        value.ifPresent(other -> complain(other.place(), key + ": must be a list, not " + other.kind()));
        return List.of();
    }

    /** A block of keys; an empty one when it is absent or refused. */
    Row block(String key) {
        asked.add(key);
        Optional<Document> value = find(key);
        if (value.isPresent() && value.get() instanceof Document.Mapping mapping) {
            return new Row(mapping, complaints);
        }
        value.ifPresent(other -> complain(other.place(), key + ": must be a block of keys, not " + other.kind()));
        return new Row(new Document.Mapping(place(), List.of()), complaints);
    }

    /** The keys of this row as written, for blocks whose keys are names; each is asked for by this. */
    List<Document.Scalar> keys() {
        List<Document.Scalar> keys =
                block.entries().stream().map(Document.Entry::key).toList();
        keys.forEach(key -> asked.add(key.text()));
        return keys;
    }

    private Optional<Document.Scalar> scalar(String key) {
        asked.add(key);
        Optional<Document> value = find(key);
        if (value.isEmpty()) {
            complain(place(), "'" + key + "' is missing");
            return Optional.empty();
        }
        if (!(value.get() instanceof Document.Scalar scalar)) {
            complain(
                    value.get().place(),
                    key + ": must be a single value, not " + value.get().kind());
            return Optional.empty();
        }
        if (scalar.isAbsent()) {
            complain(scalar.place(), key + ": has no value");
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    private Optional<Document> find(String key) {
        return block.entries().stream()
                .filter(entry -> entry.key().text().equals(key))
                .map(Document.Entry::value)
                .findFirst();
    }

    private <T> Optional<T> decimal(String key, Document.Scalar value, Parsed<T> parsed, String what) {
        return parsed.fold(Optional::of, flaw -> {
            complain(value.place(), key + ": '" + value.text() + "' is not " + what + " (" + Flaws.inWords(flaw) + ")");
            return Optional.empty();
        });
    }

    private <T> Optional<T> read(String key, Document.Scalar value, Optional<T> read, String what) {
        accept(read.isPresent(), value, key, "'" + value.text() + "' is not " + what);
        return read;
    }

    private boolean accept(boolean good, String key, String text) {
        if (!good) {
            complain(key, text);
        }
        return good;
    }

    private boolean accept(boolean good, Document.Scalar value, String key, String text) {
        if (!good) {
            complain(value.place(), key + ": " + text);
        }
        return good;
    }
}
