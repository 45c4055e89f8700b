package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.Market;
import io.breakwater.node.scenario.PricePath;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads contracts, price sources, collateral, the price path and margin rates. */
final class MarketSection {

    private static final int MOST_SOURCES = 16;

    private final Row root;
    private final Declared declared;

    private MarketSection(Row root, Declared declared) {
        this.root = root;
        this.declared = declared;
    }

    /** The market; absent, with complaints, when there is no usable price path. */
    static Optional<Market> read(Row root, Declared declared) {
        MarketSection section = new MarketSection(root, declared);
        List<String> sources = section.sources();
        List<Market.Contract> contracts = section.contracts(sources.size());
        List<Market.CollateralAsset> collateral = section.collateral();
        Optional<PricePath> path = PathSection.read(root, declared);
        declared.setPath(path);
        List<Market.MarginRates> margins = section.margins();
        if (margins.size() == root.rows("margins").size()) {
            path.ifPresent(prices -> section.requireMarginsFor(prices, contracts, margins));
        }
        return path.map(prices -> new Market(contracts, sources, margins, collateral, prices));
    }

    private List<String> sources() {
        Names names = new Names("price source");
        List<Document.Scalar> sources = root.values("price-sources");
        for (Document.Scalar source : sources) {
            if (!source.text().matches("[A-Za-z0-9._-]{1,64}") || !names.declare(source.text())) {
                root.complain(source.place(), "price-sources: '" + source.text() + "' is not an id, or is given twice");
            }
        }
        if (sources.size() > MOST_SOURCES
                || (sources.isEmpty() && (root.isList("price-sources") || !root.has("price-sources")))) {
            root.complain("price-sources", "1 to " + MOST_SOURCES + " sources are needed");
        }
        return sources.stream().map(Document.Scalar::text).toList();
    }

    private List<Market.Contract> contracts(int sources) {
        List<Market.Contract> contracts = new ArrayList<>();
        List<Row> rows = root.rows("instruments");
        if (rows.isEmpty()) {
            root.complain("instruments", "at least one is needed");
        }
        rows.forEach(row -> contract(row, sources).ifPresent(contract -> {
            declared.add(contract.instrument());
            contracts.add(contract);
        }));
        return contracts;
    }

    private Optional<Market.Contract> contract(Row row, int sources) {
        String id = row.declare("id", declared.instrumentNames);
        String title = row.has("title") ? row.text("title") : id;
        String tick = row.text("tick");
        String multiplier = row.text("multiplier");
        long agreeing = row.whole("agreeing-sources", 1, MOST_SOURCES);
        // The band and the reserve are distances in the unit of quotation: read them as prices of the bare instrument.
        Optional<Instrument> bare = row.isSound() ? bare(row, id, tick, multiplier) : Optional.empty();
        long band = distance(row, "price-band", bare);
        long reserve = distance(row, "auction-reserve", bare);
        row.end();
        if (bare.isPresent() && sources > 0 && agreeing > sources) {
            row.complain("agreeing-sources", agreeing + " of only " + sources + " price sources");
        }
        return bare.filter(instrument -> row.isSound()).map(instrument -> {
            PriceBand limits = new PriceBand(band, (int) agreeing, 0);
            return new Market.Contract(
                    Instrument.of(instrument.id(), instrument.currency(), tick, multiplier, limits), title, reserve);
        });
    }

    private Optional<Instrument> bare(Row row, String id, String tick, String multiplier) {
        try {
            return Optional.of(
                    Instrument.of(InstrumentId.of(id), declared.currency(), tick, multiplier, PriceBand.ofTicks(0)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            row.complain(
                    "tick",
                    "tick and multiplier must be positive decimals, and one tick on one lot a whole number of minor units");
            return Optional.empty();
        }
    }

    private static long distance(Row row, String key, Optional<Instrument> instrument) {
        row.has(key);
        long ticks = instrument.map(of -> row.price(key, of).ticks()).orElse(0L);
        if (ticks < 0) {
            row.complain(key, "must not be negative");
        }
        return Math.max(0, ticks);
    }

    private List<Market.CollateralAsset> collateral() {
        List<Market.CollateralAsset> assets = new ArrayList<>();
        for (Row row : root.rows("collateral")) {
            String id = row.declare("asset", declared.assets);
            Ratio haircut = row.ratio("haircut", MarketSection::isShare, "between 0 and 1");
            Ratio realised = row.ratio("realised", MarketSection::isShare, "between 0 and 1");
            row.end();
            if (row.isSound()) {
                assets.add(new Market.CollateralAsset(id, haircut, realised));
            }
        }
        return assets;
    }

    private List<Market.MarginRates> margins() {
        List<Market.MarginRates> margins = new ArrayList<>();
        Ascending order = new Ascending();
        for (Row row : root.rows("margins")) {
            LocalDate from = row.date("from");
            Optional<Instrument> instrument = declared.instrument(row);
            Optional<Market.MarginRates> rates = instrument.flatMap(
                    of -> row.has("brackets") ? brackets(row, of.id(), from) : fixed(row, of.id(), from));
            rates.ifPresent(read -> requireOneModel(row, read, margins));
            if (row.isSound()) {
                order.flaw(
                                from.atTime(LocalTime.MIN),
                                instrument.map(of -> of.id().value()).orElse(""))
                        .ifPresent(flaw -> row.complain("from", flaw));
            }
            if (instrument.isPresent()) {
                row.end();
            }
            rates.filter(read -> row.isSound()).ifPresent(margins::add);
        }
        return margins;
    }

    private Optional<Market.MarginRates> fixed(Row row, InstrumentId instrument, LocalDate from) {
        Currency currency = declared.currency();
        Money maintenance = row.amount("maintenance", currency);
        Money initial = row.amount("initial", currency);
        if (row.isSound() && initial.isLessThan(maintenance)) {
            row.complain("initial", "below maintenance");
        }
        return Optional.of(new Market.FixedMargin(instrument, from, maintenance, initial));
    }

    private Optional<Market.MarginRates> brackets(Row row, InstrumentId instrument, LocalDate from) {
        List<Market.Bracket> brackets = BracketRows.read(row, declared.currency());
        return brackets.isEmpty()
                ? Optional.empty()
                : Optional.of(new Market.BracketMargin(instrument, from, brackets));
    }

    /** The rates of an instrument change by date where they are amounts per lot; brackets are for good. */
    private static void requireOneModel(Row row, Market.MarginRates rates, List<Market.MarginRates> before) {
        boolean another = before.stream()
                .anyMatch(known -> known.instrument().equals(rates.instrument())
                        && (known instanceof Market.BracketMargin || rates instanceof Market.BracketMargin));
        if (another) {
            row.complain("from", "an instrument with brackets has one row of margins");
        }
    }

    private void requireMarginsFor(PricePath path, List<Market.Contract> contracts, List<Market.MarginRates> margins) {
        LocalDate first = path.publications().get(0).at().date();
        for (Market.Contract contract : contracts) {
            InstrumentId id = contract.instrument().id();
            boolean covered = margins.stream()
                    .anyMatch(rates ->
                            rates.instrument().equals(id) && !rates.from().isAfter(first));
            if (!covered) {
                root.complain("margins", "no rates of " + id + " on " + first + ", the date of the first price");
            }
        }
    }

    private static boolean isShare(Ratio ratio) {
        return !ratio.isNegative() && ratio.compareTo(Ratio.ONE) <= 0;
    }
}
