package io.breakwater.waterfall.account;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Holds;
import io.breakwater.waterfall.posting.Marks;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.Receipts;
import io.breakwater.waterfall.table.Table;
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
        Receipts<AccountReply> receipts) {

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
                Receipts.none());
    }

    /** Settled cash in a currency. */
    public Money cash(Currency currency) {
        return cash.find(currency).orElseGet(currency::zero);
    }

    /** The position in an instrument that settles in this currency. */
    Position position(InstrumentId instrument, Currency currency) {
        return positions.find(instrument).orElseGet(() -> Position.none(currency));
    }

    Account opened(AccountTerms as) {
        return new Account(self, number, Optional.of(as), cash, collateral, positions, holds, marks, receipts);
    }

    Account at(long eventNumber) {
        return new Account(self, eventNumber, terms, cash, collateral, positions, holds, marks, receipts);
    }

    Account with(Receipts<AccountReply> kept) {
        return new Account(self, number, terms, cash, collateral, positions, holds, marks, kept);
    }

    /** What postings made of the account: figures after them, and what their sources are now known to have sent. */
    Account posted(AccountEvent.Posted event) {
        Table<Currency, Money> cashAfter = cash;
        for (var row : event.cash().entrySet()) {
            cashAfter = cashAfter.with(row.getKey(), row.getValue());
        }
        Table<AssetId, Long> collateralAfter = collateral;
        for (var row : event.collateral().entrySet()) {
            collateralAfter = collateralAfter.with(row.getKey(), row.getValue());
        }
        Table<InstrumentId, Position> positionsAfter = positions;
        for (var row : event.positions().entrySet()) {
            positionsAfter = positionsAfter.with(row.getKey(), row.getValue());
        }
        Marks marksAfter = marks;
        Holds holdsAfter = holds;
        for (AccountEvent.FromSource from : event.received()) {
            marksAfter = marksAfter.with(from.source(), from.mark());
            for (var delivery : from.deliveries()) {
                holdsAfter = holdsAfter.consumed(from.source(), delivery);
            }
        }
        marksAfter = marksAfter.closedBelow(event.closedBelow());
        return new Account(
                self,
                number,
                terms,
                cashAfter,
                collateralAfter,
                positionsAfter,
                holdsAfter.closedBelow(marksAfter),
                marksAfter,
                receipts);
    }
}
