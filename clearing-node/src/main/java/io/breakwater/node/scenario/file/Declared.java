package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.BusinessDay;
import io.breakwater.node.scenario.PricePath;
import io.breakwater.node.scenario.Timeline;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.money.Currency;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/** What later sections of a file refer to: declared names, and whatever of the earlier sections was read well. */
final class Declared {

    private final Currency currency;
    private final BusinessDay day;
    private final Map<String, Instrument> instruments = new TreeMap<>();
    private Optional<PricePath> path = Optional.empty();

    private boolean callsAtEveryPrice;

    final Names instrumentNames = new Names("instrument");
    final Names assets = new Names("collateral asset");
    final Names members = new Names("member");
    final Names accounts = new Names("account");
    /** Members and direct accounts: who can default. */
    final Names defaulters = new Names("member or direct account");

    Declared(Currency currency, BusinessDay day) {
        this.currency = currency;
        this.day = day;
    }

    Currency currency() {
        return currency;
    }

    BusinessDay day() {
        return day;
    }

    void add(Instrument instrument) {
        instruments.put(instrument.id().value(), instrument);
    }

    void setPath(Optional<PricePath> read) {
        path = read;
    }

    void setCallsAtEveryPrice(boolean read) {
        callsAtEveryPrice = read;
    }

    /** The instrument a row names, or the only one; absent, with a complaint, when that names none. */
    Optional<Instrument> instrument(Row row) {
        if (!row.has("instrument") && instrumentNames.count() == 1) {
            return instruments.values().stream().findFirst();
        }
        return Optional.ofNullable(instruments.get(row.reference("instrument", instrumentNames)));
    }

    /** Refuses a date on which nothing settles or is priced, once the path is known. */
    void requireTradeDate(Row row, String key, LocalDate date) {
        if (row.isSound() && path.isPresent() && !path.get().tradeDates().contains(date)) {
            row.complain(key, date + " is no trade date of this scenario");
        }
    }

    /** Refuses a time after the last price: nothing could follow from it. */
    void requireWithinPath(Row row, String key, LocalDateTime at) {
        if (row.isSound() && path.filter(prices -> at.isAfter(prices.last())).isPresent()) {
            row.complain(key, "later than the last price of this scenario");
        }
    }

    /** Refuses a time at which no deadline has passed or its auctions are closed: no auction would take the bids. */
    void requireAuctionTime(Row row, String key, LocalDateTime at) {
        if (!row.isSound() || path.isEmpty() || callsAtEveryPrice) {
            return;
        }
        NavigableSet<LocalDate> tradeDates = path.get().tradeDates();
        boolean evening = tradeDates.stream()
                .anyMatch(call -> Timeline.dueDate(call, tradeDates).equals(at.toLocalDate()));
        LocalTime time = at.toLocalTime();
        if (!evening || time.isBefore(day.deadline()) || time.isAfter(day.auctionClose())) {
            row.complain(key, "no calls are due then, between deadline and auction close");
        }
    }
}
