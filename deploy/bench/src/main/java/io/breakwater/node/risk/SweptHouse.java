package io.breakwater.node.risk;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.account.CallBook;
import io.breakwater.waterfall.account.LiquidationBook;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.account.PositionChange;
import io.breakwater.waterfall.account.Standing;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.catalogue.Catalogue;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.margin.BracketTier;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.margin.MarginModel;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.market.PriceSnapshot;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.posting.Holds;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.Receipts;
import io.breakwater.waterfall.risk.Market;
import io.breakwater.waterfall.risk.RiskTerms;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An ordinary day: fifty instruments, half with a fixed margin and half with three brackets, and accounts judged at every
 * snapshot, of which one in a hundred is short and is found. The same for everybody who asks.
 */
final class SweptHouse {

    private static final Currency USD = Currency.of("USD", 2);
    private static final LocalDate TODAY = LocalDate.of(2020, 4, 20);
    private static final int INSTRUMENTS = 50;
    private static final int ONE_IN_SO_MANY_IS_SHORT = 100;
    private static final Money AMPLE = USD.minor(10_000_000_000L);

    private final List<Listing> listings = new ArrayList<>();
    private final SortedMap<InstrumentId, Mark> marks = new TreeMap<>();

    SweptHouse() {
        for (int n = 0; n < INSTRUMENTS; n++) {
            Instrument instrument =
                    Instrument.of(InstrumentId.of("I" + n), USD, "0.01", "100", PriceBand.ofTicks(1_000));
            listings.add(new Listing(instrument, n % 2 == 0 ? fixed() : brackets()));
            marks.put(instrument.id(), new Mark(Price.ofTicks(2_000 + 37L * n), 0));
        }
    }

    RiskTerms terms() {
        SortedMap<InstrumentId, Listing> all = new TreeMap<>();
        listings.forEach(listing -> all.put(listing.instrument().id(), listing));
        return new RiskTerms(
                new Catalogue(1, all, Collections.emptySortedMap(), Optional.empty()),
                Map.of(AccountKind.DIRECT, CallPolicy.venueDirect(Duration.ofHours(1))),
                Collections.emptySortedSet());
    }

    Market market() {
        return new Market(
                new PriceSnapshot(
                        1, new BusinessTime(TODAY, TODAY.atStartOfDay()), marks, Collections.emptySortedMap()),
                Collections.emptySortedMap());
    }

    /** An account with so many positions, of which one is short each time {@code n} is a multiple of a hundred. */
    Account account(EntityId id, int n, int positions) {
        Table<InstrumentId, Position> held = Table.empty();
        for (int p = 0; p < positions; p++) {
            Instrument instrument = listings.get((n + p) % INSTRUMENTS).instrument();
            long lots = (n + p) % 2 == 0 ? 1 + p : -1 - p;
            Mark entry = new Mark(Price.ofTicks(2_000), 0);
            PositionChange change = Position.none(USD).book(LotsLeg.trade(instrument, Lots.of(lots), entry));
            held = held.with(instrument.id(), change.after());
        }
        return new Account(
                id,
                1,
                Optional.of(new AccountTerms("m" + n, AccountKind.DIRECT, USD)),
                Table.of(USD, n % ONE_IN_SO_MANY_IS_SHORT == 0 ? USD.minor(-AMPLE.minorUnits()) : AMPLE),
                Table.empty(),
                held,
                Holds.NONE,
                Marks.NONE,
                Receipts.none(),
                new CallBook(0, 0, Optional.empty(), new Standing.Good(), LiquidationBook.NEW));
    }

    private static MarginModel fixed() {
        return new FixedMargin(new TreeMap<>(Map.of(TODAY, new MarginLevels(USD.minor(75_000), USD.minor(82_500)))));
    }

    private static MarginModel brackets() {
        return new BracketMargin(
                List.of(
                        tier(0, Ratio.of(1, 100), Ratio.of(2, 100)),
                        tier(1_000_000, Ratio.of(2, 100), Ratio.of(4, 100)),
                        tier(3_000_000, Ratio.of(5, 100), Ratio.of(10, 100))),
                MarginLevels.none(USD));
    }

    private static BracketTier tier(long above, Ratio maintenance, Ratio initial) {
        return new BracketTier(USD.minor(above), maintenance, initial);
    }
}
