package io.breakwater.node.edge;

import com.google.type.Date;
import io.breakwater.protocol.house.v1.AssessmentPeriod;
import io.breakwater.protocol.house.v1.AuctionReserve;
import io.breakwater.protocol.house.v1.RulebookPreset;
import io.breakwater.protocol.house.v1.SetDeskTermsRequest;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.desk.DeskTerms;
import io.breakwater.waterfall.house.HouseAccounts;
import io.breakwater.waterfall.house.HouseInput;
import io.breakwater.waterfall.house.HouseTerms;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.rulebook.AssessmentTerms;
import io.breakwater.waterfall.rulebook.Rulebook;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the terms for defaults, or refuses them naming the field. */
final class HouseTermsFields {

    /** Reserves, holidays and rows of a period, of each at most as many. */
    static final int ROWS = 1_000;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int LONGEST_PERIOD = 260;

    private HouseTermsFields() {}

    /** The instruments whose reserves are named. */
    static SortedSet<InstrumentId> instruments(io.breakwater.protocol.house.v1.HouseTerms terms) {
        atMost("terms.auction_reserves", terms.getAuctionReservesCount());
        SortedSet<InstrumentId> instruments = new TreeSet<>();
        for (int i = 0; i < terms.getAuctionReservesCount(); i++) {
            String field = "terms.auction_reserves[" + i + "].instrument";
            InstrumentId id =
                    Fields.instrument(field, terms.getAuctionReserves(i).getInstrument());
            if (!instruments.add(id)) {
                throw ApiError.NAMED_TWICE.with(field + " is named before", Fields.at(field));
            }
        }
        return instruments;
    }

    static HouseTerms terms(io.breakwater.protocol.house.v1.HouseTerms terms, Currency currency, Catalogue catalogue) {
        return new HouseTerms(
                currency,
                rulebook(terms),
                Calendars.duration(
                        "terms.payable_deadline",
                        terms.hasPayableDeadline(),
                        terms.getPayableDeadline(),
                        SHORTEST,
                        LONGEST),
                Calendars.duration(
                        "terms.auction_window", terms.hasAuctionWindow(), terms.getAuctionWindow(), SHORTEST, LONGEST),
                reserves(terms, catalogue),
                holidays(terms.getHolidaysList()));
    }

    private static Rulebook rulebook(io.breakwater.protocol.house.v1.HouseTerms terms) {
        Rulebook preset = preset(terms.getRulebook());
        if (!terms.hasAssessment()) {
            return preset;
        }
        var wanted = terms.getAssessment();
        if (wanted.getPeriodBusinessDays() < 1 || wanted.getPeriodBusinessDays() > LONGEST_PERIOD) {
            String field = "terms.assessment.period_business_days";
            throw ApiError.NUMBER_MALFORMED.with(field + " must be 1 to " + LONGEST_PERIOD, Fields.at(field));
        }
        AssessmentTerms assessment = new AssessmentTerms(
                Fields.share("terms.assessment.cap_per_default", wanted.hasCapPerDefault(), wanted.getCapPerDefault()),
                Fields.share("terms.assessment.cap_per_period", wanted.hasCapPerPeriod(), wanted.getCapPerPeriod()),
                wanted.getPeriodBusinessDays());
        return new Rulebook(preset.name(), preset.version(), preset.layers(), assessment);
    }

    private static Rulebook preset(RulebookPreset preset) {
        return switch (preset) {
            case RULEBOOK_PRESET_VENUE -> Rulebook.venue();
            case RULEBOOK_PRESET_CLASSIC -> Rulebook.classic();
            case RULEBOOK_PRESET_UNSPECIFIED, UNRECOGNIZED -> throw Fields.missing("terms.rulebook");
        };
    }

    private static SortedMap<InstrumentId, Long> reserves(
            io.breakwater.protocol.house.v1.HouseTerms terms, Catalogue catalogue) {
        SortedMap<InstrumentId, Long> reserves = new TreeMap<>();
        for (int i = 0; i < terms.getAuctionReservesCount(); i++) {
            AuctionReserve reserve = terms.getAuctionReserves(i);
            String field = "terms.auction_reserves[" + i + "]";
            InstrumentId id = Fields.instrument(field + ".instrument", reserve.getInstrument());
            Instrument instrument = Optional.ofNullable(catalogue.listings().get(id))
                    .orElseThrow(() -> ApiError.INSTRUMENT_UNKNOWN.with(
                            "no such instrument: " + id, Fields.at(field + ".instrument")))
                    .instrument();
            if (!reserve.hasDistance()) {
                throw Fields.missing(field + ".distance");
            }
            long ticks = Prices.price(field + ".distance", reserve.getDistance(), instrument)
                    .ticks();
            if (ticks < 0) {
                throw ApiError.OUTSIDE_BOUNDS.with(
                        field + ".distance must not be negative", Fields.at(field + ".distance"));
            }
            reserves.put(id, ticks);
        }
        return reserves;
    }

    private static SortedSet<LocalDate> holidays(List<Date> dates) {
        atMost("terms.holidays", dates.size());
        SortedSet<LocalDate> holidays = new TreeSet<>();
        for (int i = 0; i < dates.size(); i++) {
            holidays.add(Calendars.date("terms.holidays[" + i + "]", true, dates.get(i)));
        }
        return holidays;
    }

    static HouseInput.SetPeriod period(AssessmentPeriod period, SettlementCurrencies currencies) {
        atMost("period.assessed", period.getAssessedCount());
        SortedMap<String, Money> assessed = new TreeMap<>();
        for (int i = 0; i < period.getAssessedCount(); i++) {
            String field = "period.assessed[" + i + "]";
            var row = period.getAssessed(i);
            Currency currency = currencies.named(
                    field + ".assessed.currency_code", row.getAssessed().getCurrencyCode());
            Money amount = Fields.amountOf(
                    field + ".assessed",
                    row.getAssessed().hasValue(),
                    row.getAssessed().getValue(),
                    currency);
            if (assessed.put(Fields.id(field + ".member", row.getMember()), amount) != null) {
                throw ApiError.NAMED_TWICE.with(field + " is a second row of its member", Fields.at(field));
            }
        }
        return new HouseInput.SetPeriod(
                Calendars.date("period.opened", period.hasOpened(), period.getOpened()),
                Calendars.date("period.ends", period.hasEnds(), period.getEnds()),
                assessed);
    }

    static DeskTerms desk(SetDeskTermsRequest request, Instrument instrument) {
        return new DeskTerms(
                instrument,
                Fields.amountOf(
                        "liquidation_fee",
                        request.hasLiquidationFee(),
                        request.getLiquidationFee(),
                        instrument.currency()),
                HouseAccounts.INSURANCE_FUND,
                Calendars.duration("window", request.hasWindow(), request.getWindow(), Duration.ZERO, LONGEST));
    }

    private static void atMost(String field, int count) {
        if (count > ROWS) {
            throw ApiError.BATCH_SIZE.with("at most " + ROWS + " rows of " + field, Fields.at(field));
        }
    }
}
