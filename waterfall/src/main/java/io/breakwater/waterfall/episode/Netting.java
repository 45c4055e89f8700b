package io.breakwater.waterfall.episode;

import io.breakwater.waterfall.market.Instrument;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Opposite lots of one instrument on several inventories of one episode close each other at the mark. */
final class Netting {

    private Netting() {}

    /**
     * By inventory, the lots that it gives to the others; the smaller side closes whole, the larger pro rata to its lots
     * by largest remainder. Empty when all are of one side.
     *
     * @param lots by inventory
     */
    static SortedMap<EntityId, Lots> closed(SortedMap<EntityId, Lots> lots) {
        SortedMap<EntityId, Long> longs = side(lots, 1);
        SortedMap<EntityId, Long> shorts = side(lots, -1);
        if (longs.isEmpty() || shorts.isEmpty()) {
            return new TreeMap<>();
        }
        long size = Math.min(sum(longs), sum(shorts));
        SortedMap<EntityId, Lots> closed = new TreeMap<>();
        ProRata.units(size, longs).forEach((inventory, count) -> closed.put(inventory, Lots.of(-count)));
        ProRata.units(size, shorts).forEach((inventory, count) -> closed.put(inventory, Lots.of(count)));
        closed.values().removeIf(Lots::isFlat);
        return closed;
    }

    /**
     * The run of entries by which they close: one, if all inventories have room in it. Lots go from those that give to those
     * that receive in their order, so each entry balances, and together they are as {@link #closed} says.
     */
    static List<Entry> entries(Instrument instrument, Mark mark, SortedMap<EntityId, Lots> closed) {
        SortedMap<EntityId, Long> giving = side(closed, -1);
        SortedMap<EntityId, Long> receiving = side(closed, 1);
        List<Entry> entries = new ArrayList<>();
        SortedMap<EntityId, Lots> open = new TreeMap<>();
        while (!giving.isEmpty()) {
            EntityId from = giving.firstKey();
            EntityId to = receiving.firstKey();
            int more = (open.containsKey(from) ? 0 : 1) + (open.containsKey(to) ? 0 : 1);
            if (open.size() + more > Entry.POSTINGS) {
                entries.add(entry(instrument, mark, open, entries.size()));
                open.clear();
            }
            long count = Math.min(size(giving, from), size(receiving, to));
            open.merge(from, Lots.of(-count), Lots::plus);
            open.merge(to, Lots.of(count), Lots::plus);
            take(giving, from, count);
            take(receiving, to, count);
        }
        entries.add(entry(instrument, mark, open, entries.size()));
        return entries;
    }

    private static Entry entry(Instrument instrument, Mark mark, SortedMap<EntityId, Lots> lots, int place) {
        List<Posting> postings = new ArrayList<>();
        lots.forEach((inventory, count) -> postings.add(Posting.of(inventory, LotsLeg.trade(instrument, count, mark))));
        String id = "netting-" + instrument.id() + (place == 0 ? "" : "-" + place);
        return new Entry(id, Purpose.HEDGE, Optional.empty(), postings);
    }

    private static long size(SortedMap<EntityId, Long> sizes, EntityId inventory) {
        return sizes.getOrDefault(inventory, 0L);
    }

    private static void take(SortedMap<EntityId, Long> sizes, EntityId inventory, long count) {
        sizes.merge(inventory, -count, Long::sum);
        sizes.remove(inventory, 0L);
    }

    /** The inventories after an entry of their episode, as far as it moves lots of theirs. */
    static Table<EntityId, Inventory> booked(Table<EntityId, Inventory> inventories, Entry entry) {
        Table<EntityId, Inventory> after = inventories;
        for (Posting posting : entry.postings()) {
            for (Map.Entry<EntityId, Inventory> row : inventories.entrySet()) {
                if (row.getValue().account().equals(posting.account())) {
                    after = after.with(
                            row.getKey(), booked(after.find(row.getKey()).orElseThrow(), posting));
                }
            }
        }
        return after;
    }

    private static Inventory booked(Inventory before, Posting posting) {
        Inventory after = before;
        for (Leg leg : posting.legs()) {
            after = leg instanceof LotsLeg lots ? after.with(lots.instrument(), lots.lots(), lots.cost()) : after;
        }
        return after;
    }

    private static SortedMap<EntityId, Long> side(SortedMap<EntityId, Lots> lots, int side) {
        SortedMap<EntityId, Long> sizes = new TreeMap<>();
        lots.forEach((inventory, count) -> {
            if (Long.signum(count.count()) == side) {
                sizes.put(inventory, count.size());
            }
        });
        return sizes;
    }

    private static long sum(SortedMap<EntityId, Long> sizes) {
        return sizes.values().stream().reduce(0L, Math::addExact);
    }
}
