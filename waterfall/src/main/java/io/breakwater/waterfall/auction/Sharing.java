package io.breakwater.waterfall.auction;

import io.breakwater.waterfall.auction.AuctionMessage.OpenAuction;
import io.breakwater.waterfall.auction.AuctionMessage.Sold;
import io.breakwater.waterfall.bidding.Fill;
import io.breakwater.waterfall.market.Lots;
import io.breakwater.waterfall.market.Mark;
import io.breakwater.waterfall.money.ProRata;
import io.breakwater.waterfall.posting.Entry;
import io.breakwater.waterfall.posting.Leg.LotsLeg;
import io.breakwater.waterfall.posting.Posting;
import io.breakwater.waterfall.posting.Purpose;
import io.breakwater.waterfall.process.EntityId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which inventory gives which lots of an award. The lots sold are shared by the lots that the inventories hold, and each
 * fill by what they still have to give, so that all get much the same price; both by largest remainder. When that would
 * take more than {@link #PARTS} parts, each fill takes from the inventories in the order of their ids.
 *
 * @param parts for each fill, how many lots each inventory gives, without side
 */
record Sharing(OpenAuction auction, List<Fill> fills, List<SortedMap<EntityId, Long>> parts) {

    /** Parts of an award, so that what is kept of it stays far below 1 MiB. */
    static final int PARTS = 4_000;

    /** Parts of one entry, below what an entry may have. */
    static final int PARTS_OF_ENTRY = 400;

    Sharing {
        fills = List.copyOf(fills);
        parts = List.copyOf(parts);
    }

    static Sharing of(OpenAuction auction, List<Fill> fills) {
        SortedMap<EntityId, Long> held = new TreeMap<>();
        auction.portfolio().forEach((inventory, lots) -> held.put(inventory, lots.size()));
        long sold = fills.stream().mapToLong(fill -> fill.lots().size()).sum();
        SortedMap<EntityId, Long> left = withoutZeros(ProRata.units(sold, held));
        boolean even = (long) fills.size() * left.size() <= PARTS;
        List<SortedMap<EntityId, Long>> parts = new ArrayList<>();
        for (Fill fill : fills) {
            long lots = fill.lots().size();
            SortedMap<EntityId, Long> part = even ? withoutZeros(ProRata.units(lots, left)) : inOrder(lots, left);
            part.forEach((inventory, given) -> left.merge(inventory, -given, Math::addExact));
            left.values().removeIf(rest -> rest == 0);
            parts.add(part);
        }
        return new Sharing(auction, fills, parts);
    }

    private static SortedMap<EntityId, Long> withoutZeros(SortedMap<EntityId, Long> units) {
        SortedMap<EntityId, Long> some = new TreeMap<>(units);
        some.values().removeIf(each -> each == 0);
        return some;
    }

    private static SortedMap<EntityId, Long> inOrder(long lots, SortedMap<EntityId, Long> left) {
        SortedMap<EntityId, Long> part = new TreeMap<>();
        long rest = lots;
        for (Map.Entry<EntityId, Long> row : left.entrySet()) {
            long given = Math.min(rest, row.getValue());
            if (given > 0) {
                part.put(row.getKey(), given);
            }
            rest -= given;
        }
        return part;
    }

    /** By inventory, what it gives at which price, as it books it. */
    SortedMap<EntityId, List<Sold>> sold() {
        SortedMap<EntityId, List<Sold>> sold = new TreeMap<>();
        for (int i = 0; i < fills.size(); i++) {
            Fill fill = fills.get(i);
            parts.get(i).forEach((inventory, lots) -> sold.computeIfAbsent(inventory, id -> new ArrayList<>())
                    .add(new Sold(given(fill, lots), fill.price())));
        }
        return sold;
    }

    /** The entries of the award: one for each fill, or a run of them, of which the first consumes the bidder's hold. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < fills.size(); i++) {
            List<Map.Entry<EntityId, Long>> rows = new ArrayList<>(parts.get(i).entrySet());
            for (int from = 0; from < rows.size(); from += PARTS_OF_ENTRY) {
                List<Map.Entry<EntityId, Long>> some = rows.subList(from, Math.min(rows.size(), from + PARTS_OF_ENTRY));
                String id = "award:" + (i + 1) + ":" + (from / PARTS_OF_ENTRY + 1);
                entries.add(entry(id, fills.get(i), some, from == 0));
            }
        }
        return entries;
    }

    private Entry entry(String id, Fill fill, List<Map.Entry<EntityId, Long>> some, boolean first) {
        Mark at = new Mark(fill.price(), auction.mark().fundingIndex());
        List<Posting> postings = new ArrayList<>();
        long lots = 0;
        for (Map.Entry<EntityId, Long> row : some) {
            Lots given = given(fill, row.getValue());
            postings.add(Posting.of(row.getKey(), LotsLeg.trade(auction.instrument(), given, at)));
            lots += row.getValue();
        }
        Lots received = given(fill, lots).negated();
        Posting bidder = Posting.of(fill.bidder(), LotsLeg.trade(auction.instrument(), received, at));
        postings.add(first ? bidder.consuming(fill.bid()) : bidder);
        return new Entry(id, Purpose.AUCTION, Optional.empty(), postings);
    }

    /** So many lots as the inventory books them: the other side of the bidder's. */
    private static Lots given(Fill fill, long lots) {
        return Lots.of(fill.lots().isLong() ? -lots : lots);
    }
}
