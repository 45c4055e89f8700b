package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.Book;
import io.breakwater.node.scenario.Book.AccountClass;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads members, accounts, streams of trades, deposits and withdrawals. */
final class BookSection {

    /** The largest trade, bid or bracket, in lots. */
    static final long MOST_LOTS = 1_000_000_000L;

    /** The most trades of a scenario after rows are split and cohorts made. */
    static final int MOST_TRADES = 100_000;

    private final Row root;
    private final Declared declared;
    private final List<Book.Account> accounts = new ArrayList<>();
    private final TradeTape tape = new TradeTape();

    private BookSection(Row root, Declared declared) {
        this.root = root;
        this.declared = declared;
    }

    static Book read(Row root, Declared declared) {
        return new BookSection(root, declared).read();
    }

    private Book read() {
        LocalDateTime opening = root.moment("opening", declared.day().deposits());
        declared.requireWithinPath(root, "opening", opening);
        List<Book.Member> members = members();
        List<Row> rows = root.rows("accounts");
        rows.forEach(row -> account(row).ifPresent(accounts::add));
        if (accounts.size() == rows.size()) {
            requireOneHouseAccount(members);
        }
        root.rows("streams").forEach(row -> stream(row, opening));
        List<Row> cohorts = root.rows("cohorts");
        cohorts.forEach(
                row -> new CohortSection(row, declared, tape, opening).read().forEach(accounts::add));
        return new Book(opening, members, accounts, tape.trades(), deposits(opening), withdrawals(opening));
    }

    private List<Book.Member> members() {
        List<Book.Member> members = new ArrayList<>();
        for (Row row : root.rows("members")) {
            String id = row.declare("id", declared.members);
            declared.defaulters.declare(id);
            if (row.has("about")) {
                row.text("about");
            }
            Money contribution = row.amount("contribution", declared.currency());
            Money before = row.has("assessed-before")
                    ? row.amount("assessed-before", declared.currency())
                    : declared.currency().zero();
            row.end();
            if (row.isSound()) {
                members.add(new Book.Member(id, contribution, before));
            }
        }
        return members;
    }

    private Optional<Book.Account> account(Row row) {
        String id = row.declare("id", declared.accounts);
        AccountClass accountClass = row.constant("class", AccountClass.class);
        String member = id;
        if (accountClass != AccountClass.DIRECT) {
            member = row.reference("member", declared.members);
        } else if (row.has("member")) {
            row.complain("member", "a direct account has no member behind it");
        } else {
            declared.defaulters.declare(id);
        }
        Money cash = row.has("cash")
                ? row.amount("cash", declared.currency())
                : declared.currency().zero();
        SortedMap<String, Money> collateral = collateral(row.block("collateral"));
        row.end();
        return row.isSound()
                ? Optional.of(new Book.Account(id, member, accountClass, cash, collateral))
                : Optional.empty();
    }

    private SortedMap<String, Money> collateral(Row row) {
        SortedMap<String, Money> face = new TreeMap<>();
        for (Document.Scalar asset : row.keys()) {
            if (declared.assets.contains(asset.text())) {
                face.put(asset.text(), row.amount(asset.text(), declared.currency()));
            } else {
                row.complain(asset.place(), "unknown collateral asset '" + asset.text() + "'");
            }
        }
        return face;
    }

    private void requireOneHouseAccount(List<Book.Member> members) {
        Set<String> housed = new HashSet<>();
        accounts.stream()
                .filter(account -> account.accountClass() == AccountClass.HOUSE)
                .forEach(account -> {
                    if (!housed.add(account.member())) {
                        root.complain("accounts", "a second house account of member '" + account.member() + "'");
                    }
                });
        for (Book.Member member : members) {
            if (!housed.contains(member.id())) {
                root.complain("accounts", "member '" + member.id() + "' has no house account");
            }
        }
    }

    private void stream(Row row, LocalDateTime opening) {
        Book.Stream stream = new Book.Stream(row.id("venue"), row.id("stream"));
        long perTrade = row.has("lots-per-trade") ? row.whole("lots-per-trade", 1, MOST_LOTS) : MOST_LOTS;
        if (!tape.declare(stream)) {
            row.complain("stream", "stream " + stream.venue() + ":" + stream.id() + " is given twice");
        }
        Ascending order = new Ascending();
        for (Row trade : row.rows("trades")) {
            trade(trade, order, opening).ifPresent(terms -> tape.add(stream, terms, perTrade, trade));
        }
        row.end();
    }

    private Optional<TradeTape.Terms> trade(Row row, Ascending order, LocalDateTime opening) {
        LocalDateTime at = row.moment("at", declared.day().trades());
        requireAfterOpening(row, at, opening);
        if (row.isSound()) {
            order.flaw(at).ifPresent(flaw -> row.complain("at", flaw));
        }
        declared.requireTradeDate(row, "at", at.toLocalDate());
        declared.requireWithinPath(row, "at", at);
        String buyer = row.reference("buyer", declared.accounts);
        String seller = row.reference("seller", declared.accounts);
        long lots = row.whole("lots", 1, MOST_LOTS);
        row.has("price");
        Optional<Instrument> instrument = declared.instrument(row);
        Optional<Price> price = instrument.map(of -> row.price("price", of));
        row.end();
        if (row.isSound() && buyer.equals(seller)) {
            row.complain("seller", "buys from itself");
        }
        return row.isSound()
                ? instrument.map(of -> new TradeTape.Terms(at, of.id(), buyer, seller, lots, price.orElseThrow()))
                : Optional.empty();
    }

    private List<Book.Deposit> deposits(LocalDateTime opening) {
        List<Book.Deposit> deposits = new ArrayList<>();
        Ascending order = new Ascending();
        for (Row row : root.rows("deposits")) {
            LocalDateTime at = request(row, order, opening, declared.day().deposits());
            String account = row.reference("account", declared.accounts);
            Money amount = row.positiveAmount("amount", declared.currency());
            row.end();
            if (row.isSound()) {
                deposits.add(new Book.Deposit(at, account, amount));
            }
        }
        return deposits;
    }

    private List<Book.Withdrawal> withdrawals(LocalDateTime opening) {
        List<Book.Withdrawal> withdrawals = new ArrayList<>();
        Ascending order = new Ascending();
        for (Row row : root.rows("withdrawals")) {
            LocalDateTime at = request(row, order, opening, declared.day().withdrawals());
            String account = row.reference("account", declared.accounts);
            Money amount = row.positiveAmount("amount", declared.currency());
            Book.Expected expected = row.constant("expect", Book.Expected.class);
            row.end();
            if (row.isSound()) {
                withdrawals.add(new Book.Withdrawal(at, account, amount, expected));
            }
        }
        return withdrawals;
    }

    private static LocalDateTime request(Row row, Ascending order, LocalDateTime opening, LocalTime usual) {
        LocalDateTime at = row.moment("at", usual);
        requireAfterOpening(row, at, opening);
        if (row.isSound()) {
            order.flaw(at).ifPresent(flaw -> row.complain("at", flaw));
        }
        return at;
    }

    private static void requireAfterOpening(Row row, LocalDateTime at, LocalDateTime opening) {
        if (row.isSound() && at.isBefore(opening)) {
            row.complain("at", "before the opening");
        }
    }
}
