package io.breakwater.waterfall.account;

import io.breakwater.waterfall.collateral.AssetId;
import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.money.Currency;
import io.breakwater.waterfall.money.Money;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.table.Table;
import java.util.List;

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
            Table<Currency, Money> cash,
            Table<AssetId, Long> collateral,
            Table<InstrumentId, Position> positions,
            List<Hold> holds)
            implements AccountReply {
        public View {
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
