package io.breakwater.waterfall.house;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.util.Map;
import java.util.Optional;

/**
 * What members owe and have owed, by number.
 *
 * @param last the newest number
 * @param open at most {@link #OPEN}; beyond it nothing is levied or taken over until some are settled
 * @param settled the newest that are paid, unpaid or voided, at most {@link #SETTLED}; for reading only
 * @param deficits by client account, the newest liquidation whose deficit was taken
 */
public record Payables(
        long last, Table<Long, Payable> open, Table<Long, Payable> settled, Table<EntityId, Long> deficits) {

    /** Obligations open at once: one levy on every member, and some. */
    public static final int OPEN = 2_500;

    /** Settled obligations that can still be read; the others are in the journal. */
    public static final int SETTLED = 500;

    static final Payables NONE = new Payables(0, Table.empty(), Table.empty(), Table.empty());

    Payables with(long number, Payable payable) {
        return new Payables(Math.max(last, number), open.with(number, payable), settled, deficits);
    }

    Payables settle(long number, Payable payable) {
        Table<Long, Payable> newest = settled.with(number, payable);
        while (newest.size() > SETTLED) {
            newest = newest.without(newest.first().map(Map.Entry::getKey).orElseThrow());
        }
        return new Payables(last, open.without(number), newest, deficits);
    }

    Payables deficit(EntityId client, long liquidation) {
        return new Payables(last, open, settled, deficits.with(client, liquidation));
    }

    boolean hasTaken(EntityId client, long liquidation) {
        return deficits.find(client).filter(newest -> newest >= liquidation).isPresent();
    }

    /** The obligation for which this hold is asked. */
    Optional<Map.Entry<Long, Payable>> ofHold(long hold) {
        return open.entrySet().stream()
                .filter(row -> row.getValue()
                        .collection()
                        .filter(asked -> asked.hold() == hold)
                        .isPresent())
                .findFirst();
    }
}
