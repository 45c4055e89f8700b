package io.breakwater.node.edge;

import io.breakwater.protocol.house.v1.ListInstrumentRequest;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.margin.BracketTier;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.margin.MarginModel;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads an instrument and its margin, or refuses them naming the field. */
final class ListingFields {

    private static final int RATES = 1_000;

    private ListingFields() {}

    static Listing listing(ListInstrumentRequest request, SettlementCurrencies currencies) {
        Currency currency = currencies.named("currency_code", request.getCurrencyCode());
        Instrument instrument = instrument(request, currency);
        return new Listing(instrument, margin(request, currency));
    }

    private static Instrument instrument(ListInstrumentRequest request, Currency currency) {
        InstrumentId id = Fields.instrument("instrument", request.getInstrument());
        String tick = Fields.decimal("tick_size", request.hasTickSize(), request.getTickSize());
        String multiplier = Fields.decimal("multiplier", request.hasMultiplier(), request.getMultiplier());
        Instrument unbound = sound(
                ApiError.INSTRUMENT_MALFORMED,
                () -> Instrument.of(id, currency, tick, multiplier, PriceBand.ofTicks(0)));
        if (!request.hasPriceBand()) {
            throw Fields.missing("price_band");
        }
        Price band = Prices.price("price_band", request.getPriceBand(), unbound);
        if (band.ticks() < 0) {
            throw ApiError.PRICE_MALFORMED.with("price_band must not be negative", Fields.at("price_band"));
        }
        Instrument instrument = Instrument.of(id, currency, tick, multiplier, PriceBand.ofTicks(band.ticks()));
        return request.hasReferencePrice()
                ? instrument.startingFrom(Prices.price("reference_price", request.getReferencePrice(), instrument))
                : instrument;
    }

    private static MarginModel margin(ListInstrumentRequest request, Currency currency) {
        return switch (request.getMarginCase()) {
            case FIXED_MARGIN -> fixed(request.getFixedMargin(), currency);
            case BRACKET_MARGIN -> bracket(request.getBracketMargin(), currency);
            case MARGIN_NOT_SET -> throw Fields.missing("margin");
        };
    }

    private static MarginModel fixed(io.breakwater.protocol.house.v1.FixedMargin margin, Currency currency) {
        Fields.atMost("rates", margin.getRatesCount(), RATES);
        SortedMap<LocalDate, MarginLevels> rates = new TreeMap<>();
        for (int i = 0; i < margin.getRatesCount(); i++) {
            String field = "fixed_margin.rates[" + i + "]";
            var rate = margin.getRates(i);
            LocalDate from = Calendars.date(field + ".from", rate.hasFrom(), rate.getFrom());
            Money maintenance =
                    Fields.amountOf(field + ".maintenance", rate.hasMaintenance(), rate.getMaintenance(), currency);
            Money initial = Fields.amountOf(field + ".initial", rate.hasInitial(), rate.getInitial(), currency);
            MarginLevels levels = sound(ApiError.MARGIN_MALFORMED, () -> new MarginLevels(maintenance, initial));
            if (rates.put(from, levels) != null) {
                throw ApiError.NAMED_TWICE.with(field + " is a second rate from " + from, Fields.at(field));
            }
        }
        return new FixedMargin(rates);
    }

    private static MarginModel bracket(io.breakwater.protocol.house.v1.BracketMargin margin, Currency currency) {
        Fields.atMost("tiers", margin.getTiersCount(), BracketMargin.MAX_TIERS);
        List<BracketTier> tiers = new ArrayList<>();
        for (int i = 0; i < margin.getTiersCount(); i++) {
            String field = "bracket_margin.tiers[" + i + "]";
            var tier = margin.getTiers(i);
            Money above = Fields.amountOf(field + ".above", tier.hasAbove(), tier.getAbove(), currency);
            var maintenance =
                    Fields.share(field + ".maintenance_rate", tier.hasMaintenanceRate(), tier.getMaintenanceRate());
            var initial = Fields.share(field + ".initial_rate", tier.hasInitialRate(), tier.getInitialRate());
            tiers.add(sound(ApiError.MARGIN_MALFORMED, () -> new BracketTier(above, maintenance, initial)));
        }
        Money maintenance = margin.hasLeastMaintenance()
                ? Fields.amountOf("bracket_margin.least_maintenance", true, margin.getLeastMaintenance(), currency)
                : currency.zero();
        Money initial = margin.hasLeastInitial()
                ? Fields.amountOf("bracket_margin.least_initial", true, margin.getLeastInitial(), currency)
                : maintenance;
        return sound(ApiError.MARGIN_MALFORMED, () -> new BracketMargin(tiers, new MarginLevels(maintenance, initial)));
    }

    /** What the core accepts, or the refusal in the core's own words. */
    private static <T> T sound(ApiError error, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | ArithmeticException refused) {
            throw error.with(String.valueOf(refused.getMessage()));
        }
    }
}
