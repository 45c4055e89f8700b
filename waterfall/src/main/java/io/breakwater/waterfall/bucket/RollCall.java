package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.bucket.BucketAnswer.AskDecided;
import io.breakwater.waterfall.bucket.BucketAnswer.RollCalled;
import io.breakwater.waterfall.bucket.BucketMessage.CallRoll;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A roll that the house calls before it declares a pool: which direct accounts of this bucket have said that a snapshot is
 * decided for them. Every account that has lots or owes something is enlisted, so whoever is enlisted must answer; an
 * account that sleeps is woken by the question. In memory only: the house repeats itself, and a new instance asks anew.
 *
 * @param call what the house asked
 * @param asker the house, which hears as soon as all have answered
 * @param waiting those that have not answered, of all who were enlisted when the house asked last
 * @param decided those that have answered; with a time, those whose lots found no bid
 */
record RollCall(
        CallRoll call,
        Optional<EntityId> asker,
        Table<EntityId, AccountKind> waiting,
        Table<EntityId, Optional<BusinessTime>> decided) {

    /** Accounts that are asked in one go; the others when the house repeats itself. */
    static final int AT_ONCE = 32;

    static final RollCall NONE = new RollCall(new CallRoll(0, 0), Optional.empty(), Table.empty(), Table.empty());

    /** The same roll, or the new one that takes its place, over all who are enlisted now. */
    RollCall called(Bucket bucket, CallRoll now, Optional<EntityId> from) {
        Table<EntityId, Optional<BusinessTime>> known = now.equals(call) ? decided : Table.empty();
        Table<EntityId, AccountKind> left = Table.empty();
        for (EntityId account : bucket.enlisted().keySet()) {
            boolean isDirect = bucket.roster()
                    .find(account)
                    .filter(line -> line.kind() == AccountKind.DIRECT)
                    .isPresent();
            left = isDirect && !known.containsKey(account) ? left.with(account, AccountKind.DIRECT) : left;
        }
        return new RollCall(now, from, left, known);
    }

    RollCall with(EntityId account, Optional<BusinessTime> unsold) {
        return new RollCall(call, asker, waiting.without(account), decided.with(account, unsold));
    }

    /** The questions to those that have not answered. */
    List<Send> questions() {
        return waiting.keySet().stream()
                .limit(AT_ONCE)
                .map(account -> new Send(account, new AskDecided(account, call.roll(), call.snapshot())))
                .toList();
    }

    /** The answer to the house once all have answered. */
    Optional<RollCalled> answer(Bucket bucket) {
        if (!waiting.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<EntityId, BusinessTime> unsold = new TreeMap<>();
        decided.forEach((account, at) -> at.ifPresent(time -> unsold.put(account, time)));
        return Optional.of(new RollCalled(bucket.self(), call.roll(), call.snapshot(), unsold));
    }
}
