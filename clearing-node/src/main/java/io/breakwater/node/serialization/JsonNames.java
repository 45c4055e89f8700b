package io.breakwater.node.serialization;

import io.breakwater.waterfall.account.Account;
import io.breakwater.waterfall.account.AccountEvent;
import io.breakwater.waterfall.account.AccountInput;
import io.breakwater.waterfall.account.AccountReply;
import io.breakwater.waterfall.bank.Bank;
import io.breakwater.waterfall.bank.BankEvent;
import io.breakwater.waterfall.bank.BankInput;
import io.breakwater.waterfall.bank.BankReply;
import io.breakwater.waterfall.bank.StatementLine;
import io.breakwater.waterfall.bucket.Bucket;
import io.breakwater.waterfall.bucket.BucketAnswer;
import io.breakwater.waterfall.bucket.BucketEvent;
import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.posting.Hold;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.PostingsAcknowledged;
import io.breakwater.waterfall.posting.PostingsContradicted;
import io.breakwater.waterfall.posting.PostingsMessage;
import io.breakwater.waterfall.receipts.Receipt;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names under which JSON knows the members of sealed families. Those in {@link #JOURNAL} stand in every journal that
 * was ever written: a name is only ever added, and never given to another type. The names of messages and snapshots are
 * derived from the records; messages live for seconds, and a snapshot that cannot be read is made anew from the events.
 */
final class JsonNames {

    /** Events, and the sealed families that events hold. */
    static final Map<Class<?>, List<LogicalName>> JOURNAL = Map.of(
            AccountEvent.class,
            List.of(
                    new LogicalName("account.opened", AccountEvent.Opened.class),
                    new LogicalName("account.posted", AccountEvent.Posted.class),
                    new LogicalName("account.request-voided", AccountEvent.RequestVoided.class)),
            BankEvent.class,
            List.of(
                    new LogicalName("bank.lines-recorded", BankEvent.LinesRecorded.class),
                    new LogicalName("bank.flushed", BankEvent.Flushed.class),
                    new LogicalName("bank.acknowledgements-noted", BankEvent.AcknowledgementsNoted.class)),
            StatementLine.class,
            List.of(
                    new LogicalName("line.deposit", StatementLine.Deposit.class),
                    new LogicalName("line.collateral-lodged", StatementLine.CollateralLodged.class)),
            BucketEvent.class,
            List.of(
                    new LogicalName("bucket.account-opened", BucketEvent.AccountOpened.class),
                    new LogicalName("bucket.account-closed", BucketEvent.AccountClosed.class),
                    new LogicalName("bucket.enlisted", BucketEvent.Enlisted.class),
                    new LogicalName("bucket.delisted", BucketEvent.Delisted.class),
                    new LogicalName("bucket.heartbeat-kept", BucketEvent.HeartbeatKept.class),
                    new LogicalName("bucket.outage-recorded", BucketEvent.OutageRecorded.class)),
            Leg.class,
            List.of(
                    new LogicalName("leg.lots", Leg.LotsLeg.class),
                    new LogicalName("leg.asset", Leg.AssetLeg.class),
                    new LogicalName("leg.money", Leg.MoneyLeg.class)));

    /** Sealed families that only messages and snapshots hold, and messages themselves. */
    private static final List<Class<?>> PASSING = List.of(
            AccountInput.class,
            AccountReply.class,
            BankInput.class,
            BankReply.class,
            BucketMessage.class,
            BucketAnswer.class,
            Hold.Reserved.class,
            Receipt.Outcome.class);

    /** Messages that are of no family. */
    private static final List<Class<?>> LONE_MESSAGES =
            List.of(PostingsMessage.class, PostingsAcknowledged.class, PostingsContradicted.class);

    /** States of entities, as snapshots hold them. */
    private static final List<Class<?>> STATES = List.of(Account.class, Bank.class, Bucket.class);

    private JsonNames() {}

    /** The sealed roots whose members carry their name. */
    static List<Class<?>> roots() {
        return Stream.concat(JOURNAL.keySet().stream(), PASSING.stream()).toList();
    }

    /** Every name. */
    static List<LogicalName> all() {
        Stream<LogicalName> journal = JOURNAL.values().stream().flatMap(List::stream);
        Stream<LogicalName> passing = PASSING.stream()
                .flatMap(root -> SealedFamily.leaves(root).stream())
                .map(LogicalName::derived);
        Stream<LogicalName> others =
                Stream.concat(LONE_MESSAGES.stream(), STATES.stream()).map(LogicalName::derived);
        return Stream.of(journal, passing, others).flatMap(names -> names).toList();
    }
}
