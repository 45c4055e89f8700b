package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.time.Duration;
import java.util.Optional;

/**
 * The accounts whose postings have to be read again from the source's journal: one reading at a time, in the order in
 * which they came to need it, so that an account that never answers keeps nobody waiting for ever. One reading serves
 * every account that waits for something in it.
 *
 * @param from what each waiting account needs, from this number on
 * @param turns the order of waiting
 * @param taken the last turn given out
 * @param open the reading that has been asked for
 */
public record Rereading(Table<EntityId, Long> from, Table<Long, EntityId> turns, long taken, Optional<Asked> open) {

    /** A reading that has not come back after this is asked for again. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    static final Rereading NONE = new Rereading(Table.empty(), Table.empty(), 0, Optional.empty());

    /** A reading that was asked for at this uptime, for this account and from this number on. */
    public record Asked(EntityId account, long from, Duration at) {}

    Rereading with(EntityId account, long number) {
        return from.containsKey(account)
                ? new Rereading(from.with(account, number), turns, taken, open)
                : new Rereading(from.with(account, number), turns.with(taken + 1, account), taken + 1, open);
    }

    Rereading without(EntityId account) {
        return new Rereading(from.without(account), turns, taken, open);
    }

    /** What is to be read now, if it is time to. */
    Rereading ask(Duration uptime) {
        boolean waits = open.filter(asked -> uptime.minus(asked.at()).compareTo(PATIENCE) < 0)
                .isPresent();
        if (waits || from.isEmpty()) {
            return this;
        }
        Table<Long, EntityId> queue = turns;
        EntityId next = queue.first().orElseThrow().getValue();
        while (!from.containsKey(next)) {
            queue = queue.without(queue.first().orElseThrow().getKey());
            next = queue.first().orElseThrow().getValue();
        }
        long number = from.find(next).orElseThrow();
        return new Rereading(from, queue, taken, Optional.of(new Asked(next, number, uptime)));
    }

    Rereading answered() {
        return new Rereading(from, turns, taken, Optional.empty());
    }
}
