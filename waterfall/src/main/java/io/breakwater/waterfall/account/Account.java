package io.breakwater.waterfall.account;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.posting.Holds;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.Receipt;
import io.breakwater.waterfall.receipts.Receipts;
import io.breakwater.waterfall.table.Table;
import java.util.Map;
import java.util.Optional;

/**
 * The state of one clearing account.
 *
 * @param number the account's last event
 * @param terms absent while the account is not open; postings are taken all the same, because they are facts
 * @param cash settled cash by currency, no row for a currency that never moved
 * @param collateral units lodged, by asset
 * @param positions lots and what they cost, by instrument
 * @param holds what is set aside for what was granted
 * @param marks how far each source is applied
 * @param receipts the requests of clients that this account has answered
 * @param calls where it stands with the house
 */
public record Account(
        EntityId self,
        long number,
        Optional<AccountTerms> terms,
        Table<Currency, Money> cash,
        Table<AssetId, Long> collateral,
        Table<InstrumentId, Position> positions,
        Holds holds,
        Marks marks,
        Receipts<AccountReply> receipts,
        CallBook calls) {

    static Account unopened(EntityId self) {
        return new Account(
                self,
                0,
                Optional.empty(),
                Table.empty(),
                Table.empty(),
                Table.empty(),
                Holds.NONE,
                Marks.NONE,
                Receipts.none(),
                CallBook.NEW);
    }

    /** Settled cash in a currency. */
    public Money cash(Currency currency) {
        return cash.find(currency).orElseGet(currency::zero);
    }

    /** Where the account stands with the house. */
    public Standing standing() {
        return calls.standing();
    }

    /** The position in an instrument that settles in this currency. */
    Position position(InstrumentId instrument, Currency currency) {
        return positions.find(instrument).orElseGet(() -> Position.none(currency));
    }

    Account opened(AccountTerms as) {
        return new Account(self, number, Optional.of(as), cash, collateral, positions, holds, marks, receipts, calls);
    }

    Account at(long eventNumber) {
        return new Account(self, eventNumber, terms, cash, collateral, positions, holds, marks, receipts, calls);
    }

    Account with(String principal, Receipt<AccountReply> receipt) {
        Receipts<AccountReply> kept = receipts.keep(principal, receipt);
        return new Account(self, number, terms, cash, collateral, positions, holds, marks, kept, calls);
    }

    Account with(CallBook next) {
        return new Account(self, number, terms, cash, collateral, positions, holds, marks, receipts, next);
    }

    Account with(Standing next) {
        return with(calls.with(next));
    }

    Account granted(Hold hold, long snapshot) {
        return with(holds.granted(hold)).with(calls.judgedAt(snapshot));
    }

    Account refused(HoldId hold, String reason) {
        return with(holds.refused(hold, reason));
    }

    Account released(HoldId hold) {
        return with(holds.released(hold));
    }

    /** What postings made of the account: figures after them, and what their sources are now known to have sent. */
    Account posted(AccountEvent.Posted event) {
        Marks marksAfter = marks;
        Holds holdsAfter = holds;
        for (AccountEvent.FromSource from : event.received()) {
            marksAfter = marksAfter.with(from.source(), from.mark());
            for (var delivery : from.deliveries()) {
                holdsAfter = holdsAfter.consumed(from.source(), delivery);
            }
        }
        marksAfter = marksAfter.closedBelow(event.closedBelow());
        Account moved = moved(event.cash(), event.collateral(), event.positions());
        return new Account(
                self,
                number,
                terms,
                moved.cash,
                moved.collateral,
                moved.positions,
                holdsAfter.closedBelow(marksAfter),
                marksAfter,
                receipts,
                event.paid().map(calls::after).orElse(calls));
    }

    /** Without what episodes below this number have left in its memory. */
    Account closedBelow(long episode) {
        Marks left = marks.closedBelow(episode);
        return new Account(
                self, number, terms, cash, collateral, positions, holds.closedBelow(left), left, receipts, calls);
    }

    /** The account with these figures in place of its own. */
    Account moved(
            Map<Currency, Money> cashAfter, Map<AssetId, Long> unitsAfter, Map<InstrumentId, Position> lotsAfter) {
        return new Account(
                self,
                number,
                terms,
                overlay(cash, cashAfter),
                overlay(collateral, unitsAfter),
                overlay(positions, lotsAfter),
                holds,
                marks,
                receipts,
                calls);
    }

    private Account with(Holds next) {
        return new Account(self, number, terms, cash, collateral, positions, next, marks, receipts, calls);
    }

    private static <K extends Comparable<? super K>, V> Table<K, V> overlay(Table<K, V> before, Map<K, V> rows) {
        Table<K, V> after = before;
        for (Map.Entry<K, V> row : rows.entrySet()) {
            after = after.with(row.getKey(), row.getValue());
        }
        return after;
    }
}
