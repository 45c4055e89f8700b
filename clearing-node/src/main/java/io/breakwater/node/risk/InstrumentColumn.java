package io.breakwater.node.risk;

import io.breakwater.waterfall.market.InstrumentId;
import io.breakwater.waterfall.risk.Market;
import java.util.Arrays;

/**
 * All local positions in one instrument, side by side. A slot is one position; the last one moves into a slot that is
 * given back.
 */
final class InstrumentColumn {

    /** What there is to know of one position. */
    record Slot(long lots, long cost, long margined, boolean open, boolean fresh, long settled, long freshSince) {
        Slot since(long snapshot) {
            return new Slot(lots, cost, margined, open, fresh, settled, snapshot);
        }
    }

    private static final int FIRST = 16;

    final InstrumentId instrument;
    private int size;
    private int[] row = new int[FIRST];
    private long[] lots = new long[FIRST];
    private long[] cost = new long[FIRST];
    private long[] margined = new long[FIRST];
    private long[] settled = new long[FIRST];
    private long[] freshSince = new long[FIRST];
    private boolean[] open = new boolean[FIRST];
    private boolean[] fresh = new boolean[FIRST];

    InstrumentColumn(InstrumentId instrument) {
        this.instrument = instrument;
    }

    /** Adds a position of this row and says in which slot it is. */
    int add(int ofRow, Slot position) {
        if (size == row.length) {
            grow(2 * size);
        }
        int slot = size++;
        row[slot] = ofRow;
        lots[slot] = position.lots();
        cost[slot] = position.cost();
        margined[slot] = position.margined();
        settled[slot] = position.settled();
        freshSince[slot] = position.freshSince();
        open[slot] = position.open();
        fresh[slot] = position.fresh();
        return slot;
    }

    /** Gives a slot back and says which row's position is in it now; that of the same row when it was the last one. */
    int remove(int slot) {
        int last = --size;
        row[slot] = row[last];
        lots[slot] = lots[last];
        cost[slot] = cost[last];
        margined[slot] = margined[last];
        settled[slot] = settled[last];
        freshSince[slot] = freshSince[last];
        open[slot] = open[last];
        fresh[slot] = fresh[last];
        return row[slot];
    }

    /** The slot that moves when one is given back. */
    int lastSlot() {
        return size - 1;
    }

    Slot get(int slot) {
        return new Slot(
                lots[slot], cost[slot], margined[slot], open[slot], fresh[slot], settled[slot], freshSince[slot]);
    }

    /** Adds value, requirement and rounding room of every position to its row. */
    void value(LotRates rates, Sums sums) {
        for (int slot = 0; slot < size; slot++) {
            double worth = lots[slot] * rates.perLot;
            double required = rates.initial(margined[slot]);
            sums.value[row[slot]] += worth - cost[slot];
            sums.maintenance[row[slot]] += rates.maintenance(margined[slot]);
            sums.initial[row[slot]] += required;
            sums.gross[row[slot]] += Math.abs(worth) + Math.abs((double) cost[slot]) + required;
            sums.positions[row[slot]]++;
        }
    }

    /** Notes the rows that cannot be judged because this instrument has no price or is not known. */
    void unpriced(Sums sums) {
        for (int slot = 0; slot < size; slot++) {
            sums.unpriced[row[slot]] |= open[slot] || margined[slot] > 0;
        }
    }

    /** Notes the rows that have a settlement to apply. */
    void settle(Market market, Sums sums) {
        market.last(instrument).ifPresent(newest -> {
            for (int slot = 0; slot < size; slot++) {
                sums.settles[row[slot]] |= settled[slot] < newest.number() && isDue(slot, market, newest.last());
            }
        });
    }

    /** True when lots that are fresh settle with the snapshot itself and with no later one. */
    boolean settlesOnlyAt(int slot, Market market) {
        return open[slot] && fresh[slot] && market.settles(instrument) && freshSince[slot] < market.number();
    }

    private boolean isDue(int slot, Market market, boolean last) {
        return last || (open[slot] && !fresh[slot]) || settlesOnlyAt(slot, market);
    }

    private void grow(int length) {
        row = Arrays.copyOf(row, length);
        lots = Arrays.copyOf(lots, length);
        cost = Arrays.copyOf(cost, length);
        margined = Arrays.copyOf(margined, length);
        settled = Arrays.copyOf(settled, length);
        freshSince = Arrays.copyOf(freshSince, length);
        open = Arrays.copyOf(open, length);
        fresh = Arrays.copyOf(fresh, length);
    }

    /** What a sweep adds up per row. */
    static final class Sums {
        final double[] value;
        final double[] maintenance;
        final double[] initial;
        final double[] gross;
        final int[] positions;
        final boolean[] unpriced;
        final boolean[] settles;

        Sums(int rows) {
            value = new double[rows];
            maintenance = new double[rows];
            initial = new double[rows];
            gross = new double[rows];
            positions = new int[rows];
            unpriced = new boolean[rows];
            settles = new boolean[rows];
        }
    }
}
