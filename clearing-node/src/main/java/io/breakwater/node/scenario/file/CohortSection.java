package io.breakwater.node.scenario.file;

import io.breakwater.node.scenario.Book;
import io.breakwater.node.scenario.Book.AccountClass;
import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.DecimalText;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a cohort of direct accounts by its stated rule. Account i (1..count) is named prefix + i, padded to equal width,
 * and opens with the i-th amount of {@code cash}. Pair p is accounts 2p - 1 and 2p: at {@code price} the odd one buys the
 * p-th number of {@code lots} from the even one (a negative number: sells to it). Both lists start again at their end.
 */
final class CohortSection {

    private static final long MOST_ACCOUNTS = 20_000;

    private final Row row;
    private final Declared declared;
    private final TradeTape tape;
    private final LocalDateTime opening;

    CohortSection(Row row, Declared declared, TradeTape tape, LocalDateTime opening) {
        this.row = row;
        this.declared = declared;
        this.tape = tape;
        this.opening = opening;
    }

    /** The accounts, whose trades are then on the tape; none when anything of the row is refused. */
    List<Book.Account> read() {
        String prefix = row.id("prefix");
        long count = row.whole("count", 2, MOST_ACCOUNTS);
        List<Money> cash = cash(declared.currency());
        List<Long> lots = lots();
        Book.Stream stream = new Book.Stream(row.id("venue"), row.id("stream"));
        LocalDateTime at = row.moment("at", declared.day().trades());
        row.has("price");
        Optional<Instrument> instrument = declared.instrument(row);
        Optional<Price> price = instrument.map(of -> row.price("price", of));
        row.end();
        if (count % 2 != 0) {
            row.complain("count", "must be even: accounts trade in pairs");
        }
        if (!tape.declare(stream)) {
            row.complain("stream", "stream " + stream.venue() + ":" + stream.id() + " is given twice");
        }
        if (row.isSound() && at.isBefore(opening)) {
            row.complain("at", "before the opening");
        }
        declared.requireWithinPath(row, "at", at);
        List<String> names = names(prefix, count);
        if (!row.isSound() || price.isEmpty()) {
            return List.of();
        }
        for (int p = 0; p < names.size() / 2; p++) {
            long bought = lots.get(p % lots.size());
            String odd = names.get(2 * p);
            String even = names.get(2 * p + 1);
            tape.add(
                    stream,
                    new TradeTape.Terms(
                            at,
                            instrument.orElseThrow().id(),
                            bought > 0 ? odd : even,
                            bought > 0 ? even : odd,
                            Math.abs(bought),
                            price.get()),
                    BookSection.MOST_LOTS,
                    row);
        }
        return accounts(names, cash);
    }

    private List<String> names(String prefix, long count) {
        int width = Long.toString(count).length();
        List<String> names = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            String digits = Long.toString(i);
            String name = prefix + "0".repeat(width - digits.length()) + digits;
            if (!declared.accounts.declare(name)) {
                row.complain("prefix", "account '" + name + "' is given twice");
            }
            declared.defaulters.declare(name);
            names.add(name);
        }
        return names;
    }

    private static List<Book.Account> accounts(List<String> names, List<Money> cash) {
        List<Book.Account> accounts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            accounts.add(new Book.Account(name, name, AccountClass.DIRECT, cash.get(i % cash.size()), new TreeMap<>()));
        }
        return accounts;
    }

    private List<Money> cash(Currency currency) {
        List<Money> amounts = new ArrayList<>();
        for (Document.Scalar value : row.values("cash")) {
            Money amount = currency.parse(value.text()).fold(read -> read, flaw -> currency.minor(-1));
            if (amount.isNegative()) {
                row.complain(value.place(), "cash: '" + value.text() + "' is not an amount in " + currency.code());
            }
            amounts.add(amount);
        }
        if (amounts.isEmpty()) {
            row.complain("cash", "at least one amount is needed");
        }
        return amounts;
    }

    private List<Long> lots() {
        List<Long> lots = new ArrayList<>();
        for (Document.Scalar value : row.values("lots")) {
            long number = DecimalText.parse(value.text(), 0).fold(read -> read, flaw -> 0L);
            if (number == 0 || number > BookSection.MOST_LOTS || number < -BookSection.MOST_LOTS) {
                row.complain(value.place(), "lots: '" + value.text() + "' is not a number of lots");
            }
            lots.add(number);
        }
        if (lots.isEmpty()) {
            row.complain("lots", "at least one number is needed");
        }
        return lots;
    }
}
