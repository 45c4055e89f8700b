package io.breakwater.node.scenario;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Price;
import io.breakwater.waterfall.money.Money;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who is there and what they do unasked: members, accounts with what they open with, trades, deposits, withdrawals. */
public record Book(
        LocalDateTime opening,
        List<Member> members,
        List<Account> accounts,
        List<Trade> trades,
        List<Deposit> deposits,
        List<Withdrawal> withdrawals) {

    public Book {
        members = List.copyOf(members);
        accounts = List.copyOf(accounts);
        trades = List.copyOf(trades);
        deposits = List.copyOf(deposits);
        withdrawals = List.copyOf(withdrawals);
    }

    /** A clearing member: its contribution, and what it has been assessed in the running period before the start. */
    public record Member(String id, Money contribution, Money assessedBefore) {}

    /** Whose risk an account is. */
    public enum AccountClass {
        /** A member's own. */
        HOUSE,
        /** One client's; its member stands behind it. */
        CLIENT,
        /** One account without contribution and with nobody behind it; it is its own member. */
        DIRECT
    }

    /** An account with the cash, and the face value of each collateral asset, that arrive at the opening. */
    public record Account(
            String id, String member, AccountClass accountClass, Money cash, SortedMap<String, Money> collateral) {
        public Account {
            collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
        }
    }

    /** The numbered stream of a venue; trades of a stream are numbered 1, 2, ... in the order of their time. */
    public record Stream(String venue, String id) {}

    /** {@code lots} (positive) bought by one account from another at one price, so that every trade balances. */
    public record Trade(
            Stream stream,
            long number,
            LocalDateTime at,
            InstrumentId instrument,
            String buyer,
            String seller,
            long lots,
            Price price) {

        public Trade {
            if (lots <= 0 || buyer.equals(seller)) {
                throw new IllegalArgumentException("not a trade: " + lots + " lots from " + seller + " to " + buyer);
            }
        }
    }

    /** A line of a bank's statement: money that arrives for an account. */
    public record Deposit(LocalDateTime at, String account, Money amount) {}

    /** What the scenario expects the house to answer to a withdrawal. */
    public enum Expected {
        PAID,
        REFUSED
    }

    /** A member asks for money back. */
    public record Withdrawal(LocalDateTime at, String account, Money amount, Expected expected) {}

    public Optional<Account> account(String id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    /** The position of every account in an instrument after all trades up to a time, flat accounts included. */
    public SortedMap<String, Lots> positions(InstrumentId instrument, LocalDateTime upTo) {
        SortedMap<String, Lots> positions = new TreeMap<>();
        accounts.forEach(account -> positions.put(account.id(), Lots.NONE));
        for (Trade trade : trades) {
            if (trade.instrument().equals(instrument) && !trade.at().isAfter(upTo)) {
                positions.merge(trade.buyer(), Lots.of(trade.lots()), Lots::plus);
                positions.merge(trade.seller(), Lots.of(-trade.lots()), Lots::plus);
            }
        }
        return Collections.unmodifiableSortedMap(positions);
    }

    /** All lots that are long, which are as many as are short. */
    public long openInterest(InstrumentId instrument, LocalDateTime upTo) {
        return positions(instrument, upTo).values().stream()
                .filter(Lots::isLong)
                .mapToLong(Lots::count)
                .sum();
    }

    /** The members and direct accounts that the house registers, each once. */
    public List<String> principals() {
        List<String> principals = new ArrayList<>();
        members.forEach(member -> principals.add(member.id()));
        accounts.stream()
                .filter(account -> account.accountClass() == AccountClass.DIRECT)
                .forEach(account -> principals.add(account.id()));
        return List.copyOf(principals);
    }
}
