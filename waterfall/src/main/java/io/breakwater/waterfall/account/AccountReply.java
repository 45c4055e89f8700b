package io.breakwater.waterfall.account;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.process.Message;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an account answers. */
public sealed interface AccountReply extends Message {

    /** The account is open on the terms asked for. */
    record Open() implements AccountReply {}

    /** Nothing was done. */
    record Refused(AccountRejection reason) implements AccountReply {}

    /** The account as of its event {@code number}. */
    record View(
            long number,
            AccountTerms terms,
            SortedMap<Currency, Money> cash,
            SortedMap<AssetId, Long> collateral,
            SortedMap<InstrumentId, Position> positions,
            List<Hold> holds)
            implements AccountReply {
        public View {
            cash = Collections.unmodifiableSortedMap(new TreeMap<>(cash));
            collateral = Collections.unmodifiableSortedMap(new TreeMap<>(collateral));
            positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
            holds = List.copyOf(holds);
        }
    }

    /** What became of a request, for ever true as of the account's event {@code number}. */
    record Status(Outcome outcome, long number) implements AccountReply {

        /** What became of a request. */
        public enum Outcome {
            /** It took effect, once. */
            COMMITTED,
            /** It had not arrived and is refused should it still arrive. */
            VOIDED,
            /** It is older than what the account remembers. */
            FORGOTTEN
        }
    }
}
