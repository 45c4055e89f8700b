package io.breakwater.waterfall.account;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Delivery;
import io.breakwater.waterfall.posting.Mark;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.receipts.Receipt;
import io.breakwater.waterfall.receipts.RequestId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an account persists. */
public sealed interface AccountEvent {

    /** The account after this event. */
    Account applyTo(Account account);

    /** The account is open. */
    record Opened(AccountTerms terms) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            return account.opened(terms);
        }
    }

    /**
     * Postings of one or several sources were taken, each of them once.
     *
     * @param received what was taken, in the order in which it was applied
     * @param conversions what positions that became flat, or were retired, turned into cash, by instrument
     * @param cash settled cash after it, for the currencies that moved
     * @param collateral units lodged after it, for the assets that moved
     * @param positions the positions after it, for the instruments that moved
     */
    record Posted(
            List<FromSource> received,
            long closedBelow,
            SortedMap<InstrumentId, Money> conversions,
            SortedMap<Currency, Money> cash,
            SortedMap<AssetId, Long> collateral,
            SortedMap<InstrumentId, Position> positions)
            implements AccountEvent {
        public Posted {
            received = List.copyOf(received);
            conversions = Collections.unmodifiableSortedMap(new TreeMap<>(conversions));
            cash = Collections.unmodifiableSortedMap(new TreeMap<>(cash));
            collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
            positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
        }

        @Override
        public Account applyTo(Account account) {
            return account.posted(this);
        }
    }

    /** What one source sent, and the mark that stands after it. */
    record FromSource(EntityId source, List<Delivery> deliveries, Mark mark) {
        public FromSource {
            deliveries = List.copyOf(deliveries);
        }
    }

    /** Somebody was told that this request had not been applied, so it never will be. */
    record RequestVoided(String principal, RequestId id, Optional<Instant> keptAt) implements AccountEvent {
        @Override
        public Account applyTo(Account account) {
            return account.with(account.receipts().keep(principal, Receipt.voided(id, keptAt)));
        }
    }
}
