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
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.collateral.CollateralTerms;
import io.breakwater.waterfall.collateral.Haircut;
import io.breakwater.waterfall.margin.BracketMargin;
import io.breakwater.waterfall.margin.BracketTier;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevel;
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
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.money.Ratio;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.Holds;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.price.PriceReply;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.receipts.Receipts;
import io.breakwater.waterfall.risk.MarketView;
import io.breakwater.waterfall.risk.RiskTerms;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Instruments, prices and accounts with small round numbers, so that levels are often just met or just missed. */
final class RandomHouse {

    static final Currency USD = Currency.of("USD", 2);
    private static final AssetId BILL = AssetId.of("BILL");
    private static final LocalDate FIRST = LocalDate.of(2020, 4, 1);
    private static final EntityId DESK = EntityId.of(EntityKind.DESK, "CL");

    final long seed;
    private final Random random;
    private final List<Listing> listings = new ArrayList<>();
    private final SortedMap<InstrumentId, Settlement> last = new TreeMap<>();
    private Optional<PriceSnapshot> newest = Optional.empty();
    private RiskTerms terms;
    private long version;

    RandomHouse(long seed) {
        this(seed, 4);
    }

    RandomHouse(long seed, int instruments) {
        this.seed = seed;
        this.random = new Random(seed);
        for (int n = 0; n < instruments; n++) {
            Instrument instrument = Instrument.of(
                    InstrumentId.of("I" + n), USD, "0.01", Long.toString(1 + upTo(3)), PriceBand.ofTicks(1_000));
            listings.add(new Listing(instrument, model()));
        }
        this.terms = newTerms();
    }

    static EntityId id(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }

    RiskTerms terms() {
        return terms;
    }

    /** The same instruments under other policies. */
    RiskTerms otherTerms() {
        terms = newTerms();
        return terms;
    }

    long upTo(long most) {
        return Math.floorMod(random.nextLong(), most + 1);
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    /** An account with so many positions. */
    Account account(EntityId id, int positions) {
        Account account = new Account(
                id,
                upTo(9),
                Optional.of(new AccountTerms("m", oneOf(List.of(AccountKind.values())), USD)),
                Table.of(USD, USD.minor(upTo(80) - 20)),
                oneIn(3) ? Table.of(BILL, upTo(40)) : Table.empty(),
                Table.empty(),
                oneIn(4) ? held() : Holds.NONE,
                Marks.NONE,
                Receipts.none(),
                new CallBook(0, 0, Optional.empty(), new Standing.Good(), LiquidationBook.NEW));
        for (int n = 0; n < positions; n++) {
            account = traded(account, listings.get(n % listings.size()).instrument());
        }
        return account;
    }

    /** The account after one more trade. */
    Account traded(Account account) {
        return traded(account, oneOf(listings).instrument());
    }

    /** The next snapshot, which may settle something, as the view of a node learns it. */
    void publish(MarketView view) {
        long number = newest.map(PriceSnapshot::number).orElse(0L) + 1;
        LocalDate date = FIRST.plusDays(number);
        SortedMap<InstrumentId, Mark> marks = new TreeMap<>();
        SortedMap<InstrumentId, Settlement> settlements = new TreeMap<>();
        for (Listing listing : listings) {
            InstrumentId id = listing.instrument().id();
            boolean expired = last.containsKey(id) && last.get(id).last();
            Mark mark = new Mark(Price.ofTicks(upTo(40) - 10), upTo(6) - 3);
            marks.put(id, mark);
            if (!expired && oneIn(3)) {
                long next = Optional.ofNullable(last.get(id))
                                .map(Settlement::number)
                                .orElse(0L)
                        + 1;
                settlements.put(id, new Settlement(next, date, mark.price(), mark.fundingIndex(), oneIn(12)));
            }
        }
        PriceSnapshot snapshot =
                new PriceSnapshot(number, new BusinessTime(date, date.atStartOfDay()), marks, settlements);
        last.putAll(settlements);
        if (view.heard(new PriceReply.Newest(Optional.of(snapshot), newest), Duration.ZERO)) {
            view.heard(new PriceReply.LastSettlements(number, last));
        }
        newest = Optional.of(snapshot);
    }

    private Account traded(Account account, Instrument instrument) {
        Position before = account.positions().find(instrument.id()).orElseGet(() -> Position.none(USD));
        long count = upTo(10) - 5;
        if (count == 0) {
            return account;
        }
        Mark price = new Mark(Price.ofTicks(upTo(40) - 10), 0);
        PositionChange change = before.book(LotsLeg.trade(instrument, Lots.of(count), price));
        Money cash = account.cash(USD).plus(change.cash());
        return new Account(
                account.self(),
                account.number() + 1,
                account.terms(),
                account.cash().isEmpty()
                        ? Table.of(USD, cash)
                        : Table.copyOf(account.cash()).with(USD, cash),
                account.collateral(),
                account.positions().with(instrument.id(), change.after()),
                account.holds(),
                account.marks(),
                account.receipts(),
                account.calls());
    }

    private Holds held() {
        InstrumentId instrument = oneOf(listings).instrument().id();
        List<Hold.Reserved> reserved = oneIn(2)
                ? List.of(new Hold.Reserved.MoneyHeld(USD.minor(1 + upTo(10))))
                : List.of(new Hold.Reserved.RoomHeld(instrument, Lots.of(oneIn(2) ? 1 + upTo(4) : -1 - upTo(4))));
        return Holds.NONE.granted(new Hold(new HoldId(DESK, 1), reserved));
    }

    private MarginModel model() {
        if (oneIn(2)) {
            long maintenance = upTo(8);
            return new FixedMargin(new TreeMap<>(
                    Map.of(FIRST, new MarginLevels(USD.minor(maintenance), USD.minor(maintenance + upTo(4))))));
        }
        Ratio low = Ratio.of(1 + upTo(10), 100);
        Ratio high = Ratio.of(11 + upTo(10), 97);
        return new BracketMargin(
                List.of(
                        new BracketTier(USD.zero(), low, high),
                        new BracketTier(USD.minor(5 + upTo(30)), high, Ratio.of(1, 3))),
                new MarginLevels(USD.minor(upTo(2)), USD.minor(2 + upTo(2))));
    }

    private RiskTerms newTerms() {
        SortedMap<InstrumentId, Listing> all = new TreeMap<>();
        listings.forEach(listing -> all.put(listing.instrument().id(), listing));
        CollateralTerms bill = new CollateralTerms(
                BILL,
                USD.minor(1 + upTo(5)),
                new Haircut(Ratio.of(upTo(30), 101)),
                oneIn(2) ? Optional.of(USD.minor(upTo(60))) : Optional.empty());
        Map<AccountKind, CallPolicy> policies = new EnumMap<>(AccountKind.class);
        policies.put(AccountKind.HOUSE, CallPolicy.clearingHouse(Duration.ofHours(1)));
        policies.put(AccountKind.CLIENT, CallPolicy.clearingClient(Duration.ofHours(1)));
        if (oneIn(2)) {
            policies.put(
                    AccountKind.DIRECT, oneIn(2) ? CallPolicy.venueDirect(Duration.ofHours(1)) : cashEverySnapshot());
        }
        return new RiskTerms(
                new Catalogue(++version, all, new TreeMap<>(Map.of(BILL, bill)), Optional.empty()),
                policies,
                Collections.emptySortedSet());
    }

    /** Called for negative cash alone, at every snapshot. */
    private static CallPolicy cashEverySnapshot() {
        return new CallPolicy(
                CallPolicy.Judged.EVERY_SNAPSHOT,
                Optional.empty(),
                MarginLevel.MAINTENANCE,
                MarginLevel.INITIAL,
                Optional.empty(),
                Optional.empty(),
                true,
                Duration.ofHours(1),
                CallPolicy.RaisedDeadline.OWN,
                Duration.ofHours(1),
                CallPolicy.AfterExpiry.LIQUIDATION);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
