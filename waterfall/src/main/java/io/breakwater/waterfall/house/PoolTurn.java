package io.breakwater.waterfall.house;

import io.breakwater.waterfall.bucket.AccountKind;
import io.breakwater.waterfall.bucket.BucketAnswer.RollCalled;
import io.breakwater.waterfall.bucket.BucketMessage.CallRoll;
import io.breakwater.waterfall.house.HouseMemory.Pool;
import io.breakwater.waterfall.house.HouseMemory.Roll;
import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pools direct accounts that found no bid. Who is in one pool is a function of accounts and prices, not of who was heard
 * first: the first report makes the house call the roll of all buckets, and the pool is declared when the reported snapshot
 * is decided for every direct account: all are judged at it, and no call that is about to be due and no liquidation is
 * open. Those who are unsold then are the pool, by id as many as one takes; the rest is the next one, after the pool before
 * it has registered its loss, so that pools draw in the order of their numbers.
 *
 * <p>Somebody who cannot be judged, without a price say, holds a pool up for {@link #LATEST} at most. Without house time
 * nothing is declared.
 */
record PoolTurn(HouseTurn turn) {

    /** Accounts of one pool. */
    static final int POOL = 500;

    /** Accounts that wait for a pool; those beyond come back by themselves. */
    static final int WAITING = 10_000;

    /** A pool is declared so long after the roll began, whoever has not answered; outlasts the failover of a node. */
    static final Duration LATEST = Duration.ofMinutes(2);

    /** Buckets that have not answered are asked again after this. */
    static final Duration PACE = Duration.ofMillis(300);

    private static final Comparator<BusinessTime> BY_TIME =
            Comparator.comparing(BusinessTime::date).thenComparing(BusinessTime::label);

    /** An account reports lots without a bid; a report of one in default already changes nothing. */
    Reaction<HouseMemory, HouseEvent> unsold(HouseMessage.ReportUnsold word) {
        if (turn.time().isEmpty() || house().defaults().isInDefault(word.account())) {
            return turn.progress();
        }
        Pool pool = with(turn.memory().pool(), word.account(), word.at());
        if (pool.roll().isEmpty() && !house().defaults().isPoolUnderWay()) {
            pool = pool.with(new Roll(
                    house().defaults().last() + 1,
                    word.snapshot(),
                    turn.time().get().time(),
                    Table.empty(),
                    Duration.ZERO));
        }
        return turn.with(turn.memory().with(pool)).progress();
    }

    /** The accounts of a bucket are decided; those that it names are unsold, whether their own report has come or not. */
    Reaction<HouseMemory, HouseEvent> called(RollCalled word) {
        Pool pool = turn.memory().pool();
        Optional<Roll> roll = pool.roll()
                .filter(open -> open.number() == word.roll() && open.snapshot() == word.snapshot())
                .filter(open -> turn.buckets().contains(word.bucket()));
        if (roll.isEmpty()) {
            return turn.progress();
        }
        Pool next = pool.with(roll.get().called(word.bucket()));
        for (Map.Entry<EntityId, BusinessTime> row : word.unsold().entrySet()) {
            next = house().defaults().isInDefault(row.getKey()) ? next : with(next, row.getKey(), row.getValue());
        }
        return turn.with(turn.memory().with(next)).progress();
    }

    private static Pool with(Pool pool, EntityId account, BusinessTime at) {
        boolean taken = pool.waiting().containsKey(account) || pool.waiting().size() >= WAITING;
        return taken ? pool : pool.with(account, at);
    }

    /** Declares the accounts that wait, when there will be no more of them at this snapshot. */
    Optional<Reaction<HouseMemory, HouseEvent>> declared() {
        Pool pool = turn.memory().pool();
        Optional<HouseInstant> time = turn.time();
        if (pool.waiting().isEmpty()
                || time.isEmpty()
                || pool.roll().isEmpty()
                || house().newestTerms().isEmpty()
                || house().defaults().isPoolUnderWay()) {
            return Optional.empty();
        }
        Roll roll = pool.roll().get();
        boolean late = !time.get().time().isBefore(roll.since().plus(LATEST));
        if (!late && !roll.called().keySet().containsAll(turn.buckets())) {
            return Optional.empty();
        }
        SortedMap<EntityId, AccountKind> accounts = new TreeMap<>();
        pool.waiting().keySet().stream().limit(POOL).forEach(account -> accounts.put(account, AccountKind.DIRECT));
        BusinessTime at = accounts.keySet().stream()
                .map(account -> pool.waiting().find(account).orElseThrow())
                .max(BY_TIME)
                .orElseThrow();
        Declared declared = turn.declaring().ofPool(accounts, at);
        return Optional.of(turn.record(new HouseEvent.DefaultDeclared(declared, turn.heard())));
    }

    /** Calls the roll at the buckets that have not answered. */
    HouseMemory say(List<Send> sends) {
        Pool pool = turn.memory().pool();
        Optional<Roll> due =
                pool.roll().filter(open -> open.again().compareTo(turn.now().uptime()) <= 0);
        if (due.isEmpty()) {
            return turn.memory();
        }
        Roll roll = due.get();
        turn.buckets().stream()
                .filter(bucket -> !roll.called().containsKey(bucket))
                .map(bucket -> new Send(bucket, new CallRoll(roll.number(), roll.snapshot())))
                .forEach(sends::add);
        return turn.memory().with(pool.with(roll.asked(turn.now().uptime().plus(PACE))));
    }

    private House house() {
        return turn.house();
    }
}
