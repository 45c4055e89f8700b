package io.breakwater.waterfall.house;

import io.breakwater.waterfall.market.BusinessTime;
import io.breakwater.waterfall.posting.HoldBook;
import io.breakwater.waterfall.posting.OutboxMemory;
import io.breakwater.waterfall.posting.Repeats;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the house keeps in memory only.
 *
 * @param opening how often episodes were told to begin
 * @param placing how often stops were placed where
 * @param words by stop and place, what was answered: false for placed, true for drained. Both are true for ever because no
 *     stop of the house is lifted, so a recovered instance asks again and is told the same
 * @param holds how often accounts were asked for what
 */
public record HouseMemory(
        OutboxMemory outbox,
        Repeats<Long> opening,
        Repeats<Placing> placing,
        Table<Placing, Boolean> words,
        Repeats<HoldBook.Line> holds,
        Flushing flushing,
        Pool pool) {

    /** One stop at one place. */
    public record Placing(EntityId at, long stop) implements Comparable<Placing> {
        @Override
        public int compareTo(Placing other) {
            int order = at.compareTo(other.at);
            return order != 0 ? order : Long.compare(stop, other.stop);
        }
    }

    /**
     * Direct accounts that have reported lots without a bid and are in no default yet.
     *
     * @param roll the question whether there will be more of them
     */
    public record Pool(Table<EntityId, BusinessTime> waiting, Optional<Roll> roll) {

        static final Pool EMPTY = new Pool(Table.empty(), Optional.empty());

        Pool with(EntityId account, BusinessTime at) {
            return new Pool(waiting.with(account, at), roll);
        }

        Pool with(Roll next) {
            return new Pool(waiting, Optional.of(next));
        }

        Pool without(Iterable<EntityId> accounts) {
            Table<EntityId, BusinessTime> rest = waiting;
            for (EntityId account : accounts) {
                rest = rest.without(account);
            }
            return new Pool(rest, Optional.empty());
        }
    }

    /**
     * The roll of all direct accounts.
     *
     * @param number the episode that the pool would be when the roll began
     * @param since house time when it began
     * @param called the buckets that have answered
     * @param again the uptime at which the others are asked again
     */
    public record Roll(long number, long snapshot, Instant since, Table<EntityId, Boolean> called, Duration again) {

        Roll called(EntityId bucket) {
            return new Roll(number, snapshot, since, called.with(bucket, true), again);
        }

        Roll asked(Duration next) {
            return new Roll(number, snapshot, since, called, next);
        }
    }

    /**
     * The questions that come before an obligation is unpaid.
     *
     * @param version the version of the catalogue that named the banks
     * @param fresh true when the catalogue has answered since it was last asked and no round was begun with that
     * @param again when the catalogue is asked again
     * @param rounds by obligation that is past its deadline, what the banks said
     */
    public record Flushing(
            Optional<Long> version,
            Table<EntityId, Boolean> banks,
            boolean fresh,
            Duration again,
            Table<Long, Round> rounds) {

        static final Flushing NONE = new Flushing(Optional.empty(), Table.empty(), false, Duration.ZERO, Table.empty());

        Flushing with(Table<Long, Round> next) {
            return new Flushing(version, banks, fresh, again, next);
        }
    }

    /**
     * One obligation's round.
     *
     * @param answers by bank, the last number that it owed the account when it was flushed
     * @param again when those that have not answered are asked again
     */
    public record Round(Table<EntityId, Boolean> banks, Table<EntityId, Long> answers, Duration again) {

        boolean isComplete() {
            return answers.keySet().containsAll(banks.keySet());
        }
    }

    static HouseMemory awake(House house) {
        return new HouseMemory(
                OutboxMemory.awake(house.outbox()),
                Repeats.none(),
                Repeats.none(),
                Table.empty(),
                Repeats.none(),
                Flushing.NONE,
                Pool.EMPTY);
    }

    HouseMemory with(OutboxMemory next) {
        return new HouseMemory(next, opening, placing, words, holds, flushing, pool);
    }

    HouseMemory with(Flushing next) {
        return new HouseMemory(outbox, opening, placing, words, holds, next, pool);
    }

    HouseMemory with(Pool next) {
        return new HouseMemory(outbox, opening, placing, words, holds, flushing, next);
    }

    HouseMemory with(Repeats<Placing> next, Table<Placing, Boolean> heard) {
        return new HouseMemory(outbox, opening, next, heard, holds, flushing, pool);
    }

    HouseMemory opening(Repeats<Long> next) {
        return new HouseMemory(outbox, next, placing, words, holds, flushing, pool);
    }

    HouseMemory holds(Repeats<HoldBook.Line> next) {
        return new HouseMemory(outbox, opening, placing, words, next, flushing, pool);
    }
}
