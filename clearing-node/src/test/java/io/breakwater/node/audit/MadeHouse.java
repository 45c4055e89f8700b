package io.breakwater.node.audit;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountRules;
import io.breakwater.waterfall.account.AccountTerms;
import io.breakwater.waterfall.account.CallChange;
import io.breakwater.waterfall.account.CallPaid;
import io.breakwater.waterfall.account.CallTerms;
import io.breakwater.waterfall.account.Position;
import io.breakwater.waterfall.account.PositionChange;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.call.CallAmounts;
import io.breakwater.waterfall.call.CallPolicy;
import io.breakwater.waterfall.call.CallReason;
import io.breakwater.waterfall.call.MarginCall;
import io.breakwater.waterfall.catalogue.CatalogueEvent;
import io.breakwater.waterfall.catalogue.Listing;
import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.margin.AccountFigures;
import io.breakwater.waterfall.margin.FixedMargin;
import io.breakwater.waterfall.margin.MarginLevels;
import io.breakwater.waterfall.margin.Requirement;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.market.PriceBand;
import io.breakwater.waterfall.market.Settlement;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.payouts.PayoutId;
import io.breakwater.waterfall.payouts.PayoutMessage;
import io.breakwater.waterfall.payouts.PayoutOutcome;
import io.breakwater.waterfall.payouts.PayoutsEvent;
import io.breakwater.waterfall.posting.Booking;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.posting.SourceEvent;
import io.breakwater.waterfall.price.PriceEvent;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.receipts.RequestId;
import io.breakwater.waterfall.trades.TradesEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongBiFunction;

/**
 * A small house that writes an honest journal, event by event, without actors: what its entities would have persisted.
 * Where the events go is the caller's.
 */
final class MadeHouse {

    static final Currency USD = Currency.of("USD", 2);
    static final InstrumentId CLK0 = InstrumentId.of("CLK0");
    static final Instrument OIL = Instrument.of(CLK0, USD, "0.01", "1000", PriceBand.ofTicks(500));
    static final EntityId ALDER = account("alder.house");
    static final EntityId DOGWOOD = account("dogwood.client");
    static final EntityId EXTERNAL = account("external:main");
    static final EntityId TRANSIT = account("transit:17");
    static final EntityId BANK = EntityId.of(EntityKind.BANK, "main");
    static final EntityId TRADES = EntityId.of(EntityKind.TRADES, "nymex:may20");
    static final EntityId PAYOUTS = EntityId.of(EntityKind.PAYOUTS, "17");
    static final EntityId PRICES = EntityId.of(EntityKind.PRICES, "main");
    static final EntityId CATALOGUE = EntityId.of(EntityKind.CATALOGUE, "main");
    static final Instant NOW = MadeJournal.NOW;
    static final Duration DEADLINE = Duration.ofSeconds(8);

    private static final LocalDate DAY = LocalDate.parse("2020-04-14");
    private static final BusinessTime AT = new BusinessTime(DAY, LocalDateTime.parse("2020-04-14T14:30"));
    private static final String DIGEST = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final CallPolicy POLICY = CallPolicy.clearingClient(DEADLINE);
    private static final FixedMargin MARGIN =
            new FixedMargin(new TreeMap<>(Map.of(DAY, new MarginLevels(USD.amount("7500.00"), USD.amount("8250.00")))));

    private final AccountRules rules = new AccountRules();
    private final ToLongBiFunction<EntityId, Object> journal;
    private final Map<EntityId, Account> accounts = new TreeMap<>();
    private final Map<String, SourceEvent> booked = new TreeMap<>();
    private long lines;
    private long batches;
    private long snapshots;
    private long settlements;

    /** A house that writes its events with this, which answers the number that it gave each. */
    MadeHouse(ToLongBiFunction<EntityId, Object> journal) {
        this.journal = journal;
    }

    /** A house in whose books something of everything has happened. */
    static MadeHouse busy(ToLongBiFunction<EntityId, Object> journal) {
        MadeHouse house = new MadeHouse(journal);
        house.list();
        house.open(ALDER, "alder", AccountKind.HOUSE);
        house.open(DOGWOOD, "dogwood", AccountKind.CLIENT);
        house.deposit(ALDER, "100000.00");
        house.deposit(DOGWOOD, "50000.00");
        house.trade(ALDER, DOGWOOD, 3, "20.11");
        house.settle("19.87", false);
        house.trade(DOGWOOD, ALDER, 1, "19.50");
        house.withdraw(ALDER, "1000.00");
        house.call(DOGWOOD, "4000.00");
        house.deposit(DOGWOOD, "1500.00");
        house.flushAndExpire(DOGWOOD);
        house.trade(ALDER, DOGWOOD, 4, "21.00");
        house.settle("-37.63", true);
        house.trade(DOGWOOD, ALDER, 2, "10.00");
        return house;
    }

    Account account(EntityId id) {
        return accounts.getOrDefault(id, rules.initial(id));
    }

    void list() {
        append(CATALOGUE, new CatalogueEvent.InstrumentListed(new Listing(OIL, MARGIN)));
    }

    void open(EntityId account, String member, AccountKind kind) {
        persist(account, new AccountEvent.Opened(new AccountTerms(member, kind, USD)));
    }

    /** A statement line, taken by both accounts. */
    void deposit(EntityId account, String amount) {
        take(BANK, bookDeposit(account, amount));
    }

    /** A statement line that no account has heard of yet. */
    long bookDeposit(EntityId account, String amount) {
        StatementLine.Deposit line = new StatementLine.Deposit(account, USD.amount(amount));
        long number = ++lines;
        return append(
                BANK,
                new BankEvent.LinesRecorded(
                        number,
                        List.of(line),
                        List.of(line.entry("line-" + number, EXTERNAL).orElseThrow()),
                        List.of()));
    }

    void trade(EntityId buyer, EntityId seller, long lots, String price) {
        Leg.LotsLeg bought = Leg.LotsLeg.trade(OIL, Lots.of(lots), Mark.of(OIL.price(price)));
        long sequence = ++batches;
        Entry entry = Entry.of(
                sequence + ":t-1", Purpose.TRADE, Posting.of(buyer, bought), Posting.of(seller, bought.opposite()));
        long number = append(
                TRADES, new TradesEvent.TradesRegistered(sequence, DIGEST, List.of(entry), List.of(), List.of()));
        take(TRADES, number);
    }

    /** Publishes a settlement, and every account with lots applies it. */
    void settle(String price, boolean last) {
        Settlement settlement = new Settlement(++settlements, DAY, OIL.price(price), 0, last);
        Mark mark = settlement.mark();
        append(
                PRICES,
                new PriceEvent.Judged(
                        "ice",
                        ++snapshots,
                        AT,
                        Collections.emptySortedMap(),
                        Collections.emptySortedMap(),
                        snapshots,
                        new TreeMap<>(Map.of(CLK0, mark)),
                        new TreeMap<>(Map.of(CLK0, settlement))));
        List.copyOf(accounts.values()).stream()
                .filter(account -> account.positions().containsKey(CLK0))
                .forEach(account -> settle(account, settlement));
    }

    private void settle(Account account, Settlement settlement) {
        Position before = account.positions().find(CLK0).orElseThrow();
        PositionChange change = before.settle(OIL, settlement);
        judge(
                account.self(),
                List.of(new AccountEvent.Settled(CLK0, settlement, before.lots(), before.cost(), change.cash())),
                new TreeMap<>(Map.of(USD, account.cash(USD).plus(change.cash()))),
                new TreeMap<>(Map.of(CLK0, change.after())),
                new CallChange.Unchanged());
    }

    void call(EntityId account, String amount) {
        AccountFigures figures = AccountFigures.of(USD.zero(), USD.zero(), USD.zero());
        CallReason reason = new CallReason(
                snapshots, CallReason.Occasion.SETTLEMENT, figures, USD.amount(amount), USD.amount(amount));
        MarginCall call = MarginCall.issue(1, new CallAmounts(USD.amount(amount), USD.zero()), reason, POLICY, NOW);
        CallTerms terms = new CallTerms(POLICY, new TreeMap<>(), new TreeSet<>(List.of(BANK)));
        judge(account, List.of(), new TreeMap<>(), new TreeMap<>(), new CallChange.Issued(call, terms));
    }

    /** The bank is asked and answers, and the call expires. */
    void flushAndExpire(EntityId account) {
        MarginCall call = account(account).standing().openCall().orElseThrow();
        Instant deadline = call.nextDeadline().orElseThrow();
        long owed = account(account).marks().of(BANK);
        append(BANK, new BankEvent.Flushed(account, call.number() + "@" + deadline, owed, List.of()));
        persist(account, expired(account, deadline.plusSeconds(1), owed));
    }

    AccountEvent.CallExpired expired(EntityId account, Instant at, long owed) {
        MarginCall call = account(account).standing().openCall().orElseThrow();
        return new AccountEvent.CallExpired(
                call.expire(),
                call.unpaid(),
                call.nextDeadline().orElseThrow(),
                new HouseInstant(at, Duration.ZERO),
                new TreeMap<>(Map.of(BANK, owed)),
                POLICY.afterExpiry());
    }

    /** From the request to the bank's word that it is paid. */
    void withdraw(EntityId account, String amount) {
        Money money = USD.amount(amount);
        RequestId request = new RequestId("019377a5-0000-7000-8000-000000000001");
        long hold = append(
                PAYOUTS,
                new PayoutsEvent.Requested(
                        "member/alder", request, DIGEST, "alder", account, money, Optional.of(NOW), List.of()));
        grant(account, hold, money, account(account).cash(USD));
        Entry off = Entry.of(
                "payout-" + hold,
                Purpose.PAYOUT,
                Posting.of(account, new Leg.MoneyLeg(money.negated())).consuming(hold),
                Posting.of(TRANSIT, new Leg.MoneyLeg(money)));
        PayoutId payout = new PayoutId(17, hold);
        take(PAYOUTS, append(PAYOUTS, new PayoutsEvent.TakenOff(payout, List.of(off), Optional.of(NOW), List.of())));
        append(
                BANK,
                new BankEvent.LinesRecorded(
                        ++lines, List.of(new StatementLine.PayoutPaid(payout, account, money)), List.of(), List.of()));
        Entry paid = Entry.of(
                "paid-" + hold,
                Purpose.PAYOUT,
                Posting.of(TRANSIT, new Leg.MoneyLeg(money.negated())),
                Posting.of(EXTERNAL, new Leg.MoneyLeg(money)));
        PayoutMessage.Settle word =
                new PayoutMessage.Settle(BANK, EXTERNAL, lines, payout, account, money, PayoutOutcome.PAID);
        take(PAYOUTS, append(PAYOUTS, new PayoutsEvent.Settled(word, List.of(paid), List.of())));
    }

    void grant(EntityId account, long hold, Money money, Money withdrawable) {
        persist(
                account,
                new AccountEvent.HoldGranted(
                        new Hold(new HoldId(PAYOUTS, hold), List.of(new Hold.Reserved.MoneyHeld(money))),
                        snapshots,
                        withdrawable));
    }

    /** Every account that an event of a source names takes it. */
    void take(EntityId source, long number) {
        SourceEvent event = Objects.requireNonNull(booked.get(source + " " + number));
        Bookings.byAccount(event.entries()).forEach((account, bookings) -> take(account, source, number, bookings));
    }

    /** What an account persists when it takes this. */
    void take(EntityId account, EntityId source, long number, List<Booking> bookings) {
        Account before = account(account);
        TreeMap<Currency, Money> cash = new TreeMap<>();
        TreeMap<AssetId, Long> units = new TreeMap<>();
        TreeMap<InstrumentId, Position> positions = new TreeMap<>();
        TreeMap<InstrumentId, Money> conversions = new TreeMap<>();
        Optional<CallPaid> paid = Optional.empty();
        for (Booking booking : bookings) {
            for (Leg leg : booking.posting().legs()) {
                if (leg instanceof Leg.MoneyLeg money) {
                    cash.put(USD, before.cash(USD).plus(money.amount()));
                    paid = paid(before, money.amount());
                } else if (leg instanceof Leg.LotsLeg lots) {
                    PositionChange change = before.positions()
                            .find(CLK0)
                            .orElseGet(() -> Position.none(USD))
                            .book(lots);
                    positions.put(CLK0, change.after());
                    if (!change.cash().isZero()) {
                        conversions.put(CLK0, change.cash());
                        cash.put(USD, before.cash(USD).plus(change.cash()));
                    }
                }
            }
        }
        Delivery delivery = new Delivery(number, 0, bookings);
        io.breakwater.waterfall.posting.Mark mark = new io.breakwater.waterfall.posting.Mark(number, delivery.entry());
        persist(
                account,
                new AccountEvent.Posted(
                        List.of(new AccountEvent.FromSource(source, List.of(delivery), mark)),
                        0,
                        conversions,
                        cash,
                        units,
                        positions,
                        paid));
    }

    private static Optional<CallPaid> paid(Account account, Money amount) {
        return account.standing()
                .openCall()
                .filter(call -> amount.isPositive())
                .map(call -> call.payCash(amount))
                .map(payment -> new CallPaid(payment.call(), payment.applied(), USD.zero()));
    }

    private void judge(
            EntityId account,
            List<AccountEvent.Settled> settled,
            SortedMap<Currency, Money> cash,
            SortedMap<InstrumentId, Position> positions,
            CallChange change) {
        persist(
                account,
                new AccountEvent.Judged(
                        snapshots,
                        AT,
                        settled,
                        cash,
                        positions,
                        AccountFigures.of(USD.zero(), USD.zero(), USD.zero()),
                        Requirement.of(USD, List.of()),
                        Optional.empty(),
                        change));
    }

    /** An account's event, written and folded. */
    void persist(EntityId id, AccountEvent event) {
        long number = append(id, event);
        accounts.put(id, rules.apply(account(id), new Numbered<>(number, event)));
    }

    long append(EntityId id, Object event) {
        long number = journal.applyAsLong(id, event);
        if (event instanceof SourceEvent source) {
            booked.put(id + " " + number, source);
        }
        return number;
    }

    private static EntityId account(String key) {
        return EntityId.of(EntityKind.ACCOUNT, key);
    }
}
