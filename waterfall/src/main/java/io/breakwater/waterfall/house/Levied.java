package io.breakwater.waterfall.house;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One round of assessments as the house keeps it until its episode is closed, amounts in minor units.
 *
 * @param lacking by inventory of the episode, what it still lacks
 * @param received by inventory of the episode, what was booked to it
 * @param shares by member that survived the episode, what came of it
 * @param period the opening of the assessment period in which it counts
 */
public record Levied(
        Table<EntityId, Long> lacking, Table<EntityId, Long> received, Table<String, Share> shares, LocalDate period) {

    /**
     * One member's.
     *
     * @param limit how far it could be assessed
     * @param paid what it has paid when it owes no more
     * @param open true while it owes
     */
    public record Share(long limit, long share, long paid, boolean open) {}

    boolean isSettled() {
        return shares.values().stream().noneMatch(Share::open);
    }

    long share(String member) {
        return shares.find(member).map(Share::share).orElse(0L);
    }

    /** After the event in which a member's obligation ended with so much paid. */
    Levied settled(String member, long paid) {
        Share was = shares.find(member).orElseThrow();
        Share ended = new Share(was.limit(), was.share(), paid, false);
        return new Levied(lacking, received, shares.with(member, ended), period);
    }

    /** Who gets how much of a payment: the inventory that lacks most first, ties by its account. */
    SortedMap<EntityId, Long> placed(long payment) {
        List<Map.Entry<EntityId, Long>> rows = new ArrayList<>(lacking.entrySet());
        rows.sort(Map.Entry.<EntityId, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        SortedMap<EntityId, Long> parts = new TreeMap<>();
        long left = payment;
        for (Map.Entry<EntityId, Long> row : rows) {
            long part = Math.min(left, row.getValue());
            if (part > 0) {
                parts.put(row.getKey(), part);
            }
            left -= part;
        }
        if (left != 0) {
            throw new IllegalStateException("a payment of " + payment + " for inventories that lack " + lacking);
        }
        return parts;
    }

    /** After an event whose payment went where {@link #placed} says. */
    Levied paid(long payment) {
        Table<EntityId, Long> rest = lacking;
        Table<EntityId, Long> booked = received;
        for (Map.Entry<EntityId, Long> part : placed(payment).entrySet()) {
            long left = rest.find(part.getKey()).orElseThrow() - part.getValue();
            rest = left == 0 ? rest.without(part.getKey()) : rest.with(part.getKey(), left);
            long before = booked.find(part.getKey()).orElse(0L);
            booked = booked.with(part.getKey(), Math.addExact(before, part.getValue()));
        }
        return new Levied(rest, booked, shares, period);
    }
}
