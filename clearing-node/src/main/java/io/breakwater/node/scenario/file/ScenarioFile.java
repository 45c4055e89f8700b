package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.Book;
import io.breakwater.node.scenario.BusinessDay;
import io.breakwater.node.scenario.Conduct;
import io.breakwater.node.scenario.HouseTerms;
import io.breakwater.node.scenario.Market;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.file.Complaints.Place;
import io.breakwater.waterfall.money.Currency;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * Reads a scenario file: YAML in UTF-8, at most 4 MiB, as {@code docs/reference/scenario.md} describes it. A file is read
 * whole; every flaw found is reported, none is repaired.
 */
public final class ScenarioFile {

    /** The largest scenario or price file that is read. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private ScenarioFile() {}

    /** The scenario in a file of the user. */
    public static Scenario read(Path file) throws IOException, InvalidScenarioException {
        return parse(file.toString(), text(file));
    }

    /** A scenario that ships with Breakwater, such as {@code wti-2020}. */
    public static Scenario shipped(String name) throws IOException, InvalidScenarioException {
        try (InputStream in = ScenarioFile.class.getResourceAsStream(resource(name))) {
            if (in == null) {
                throw new NoSuchFileException(name, null, "no scenario of this name is shipped");
            }
            return parse(name + ".yaml", decoded(name + ".yaml", in.readAllBytes()));
        }
    }

    /** A scenario by what a user writes: the name of a shipped one, else a file. */
    public static Scenario find(String nameOrFile) throws IOException, InvalidScenarioException {
        boolean isName = nameOrFile.matches("[A-Za-z0-9_-]{1,64}");
        if (isName && ScenarioFile.class.getResource(resource(nameOrFile)) != null) {
            return shipped(nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(nameOrFile, null, "neither a file nor the name of a shipped scenario");
        }
        return read(file);
    }

    private static String resource(String name) {
        return "/scenarios/" + name + ".yaml";
    }

    /** The scenario in a text; {@code file} is the name that error lines carry. */
    public static Scenario parse(String file, String text) throws InvalidScenarioException {
        Complaints complaints = new Complaints(file);
        Optional<Document> document = DocumentParser.parse(text, complaints);
        complaints.throwIfAny();
        if (document.isPresent() && document.get() instanceof Document.Mapping mapping) {
            Optional<Scenario> scenario = scenario(new Row(mapping, complaints));
            complaints.throwIfAny();
            return scenario.orElseThrow();
        }
        complaints.add(Place.START, "a scenario must be a block of keys");
        complaints.throwIfAny();
        throw new IllegalStateException("refused without a reason: " + file);
    }

    /** The text of a file of the user; too large or not UTF-8 is refused like any other flaw. */
    static String text(Path file) throws IOException, InvalidScenarioException {
        if (Files.size(file) > MAX_BYTES) {
            throw refused(file.toString(), "larger than " + MAX_BYTES + " bytes");
        }
        return decoded(file.toString(), Files.readAllBytes(file));
    }

    private static String decoded(String file, byte[] bytes) throws InvalidScenarioException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(file, "not UTF-8 text");
        }
    }

    private static InvalidScenarioException refused(String file, String why) {
        return new InvalidScenarioException(List.of(file + ":1:1: " + why));
    }

    private static Optional<Scenario> scenario(Row root) {
        String name = root.id("scenario");
        String title = root.has("title") ? root.text("title") : name;
        Currency currency = currency(root);
        BusinessDay day = day(root.block("day"));
        Declared declared = new Declared(currency, day);
        Optional<Market> market = MarketSection.read(root, declared);
        HouseTerms house = HouseSection.read(root.block("house"), currency);
        declared.setCallsAtEveryPrice(house.callsAtEveryPrice());
        Book book = BookSection.read(root, declared);
        Conduct conduct = ConductSection.read(root, declared);
        root.end();
        Optional<Scenario> scenario =
                market.map(m -> new Scenario(name, title, currency, day, m, house, book, conduct));
        scenario.map(Scenario::settledAfterAnswers).stream()
                .flatMap(List::stream)
                .forEach(date -> root.complain(root.has("prices") ? "prices" : "sessions", lateSettlement(date)));
        return scenario;
    }

    static String lateSettlement(LocalDate date) {
        return "the settlement of " + date + " comes after the ordinary answers to its calls";
    }

    private static Currency currency(Row root) {
        String code = root.text("currency");
        int scale = (int) root.whole("scale", 0, Currency.MAX_SCALE);
        try {
            return Currency.of(code, scale);
        } catch (IllegalArgumentException e) {
            root.complain("currency", "'" + code + "' is not a currency code of 2 to 12 capitals and digits");
            return Currency.of("XXX", Currency.MAX_SCALE);
        }
    }

    private static BusinessDay day(Row row) {
        BusinessDay usual = BusinessDay.USUAL;
        LocalTime deposits = row.time("deposits", usual.deposits());
        LocalTime withdrawals = row.time("withdrawals", usual.withdrawals());
        LocalTime trades = row.time("trades", usual.trades());
        LocalTime settlement = row.time("settlement", usual.settlement());
        LocalTime answers = row.time("answers", usual.answers());
        LocalTime first = row.time("first-price", usual.firstPrice());
        LocalTime late = row.time("late-answers", usual.lateAnswers());
        LocalTime deadline = row.time("deadline", usual.deadline());
        LocalTime close = row.time("auction-close", usual.auctionClose());
        row.end();
        if (!BusinessDay.inOrder(deposits, withdrawals, trades, settlement, answers, first, late, deadline, close)) {
            row.complain(
                    row.place(),
                    "day: the times must run deposits, withdrawals, trades, settlement, answers, first-price, late-answers,"
                            + " deadline, auction-close");
            return usual;
        }
        return new BusinessDay(first, late, deadline, close, deposits, withdrawals, trades, settlement, answers);
    }
}
