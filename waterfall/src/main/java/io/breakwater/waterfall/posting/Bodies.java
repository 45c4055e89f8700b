package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The newest postings of a source that are not acknowledged, in memory. When there are too many, all of the oldest number
 * go and are read again from the journal if need be.
 *
 * @param byAge the same slots with the oldest number first
 * @param forgotten every posting with a larger number that is not acknowledged is here
 * @param newest how many are kept
 */
public record Bodies(Table<Slot, List<Booking>> bySlot, Table<Age, EntityId> byAge, long forgotten, int newest) {

    /** What one account has under one number. */
    public record Slot(EntityId account, long number) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int order = account.compareTo(other.account);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    /** A slot's place among the oldest. */
    public record Age(long number, EntityId account) implements Comparable<Age> {
        @Override
        public int compareTo(Age other) {
            int order = Long.compare(number, other.number);
            return order != 0 ? order : account.compareTo(other.account);
        }
    }

    /** Nothing in memory, everything up to this number in the journal. */
    static Bodies after(long booked, int newest) {
        return new Bodies(Table.empty(), Table.empty(), booked, newest);
    }

    /** What an event books, per account, in the order of its entries. */
    static Map<EntityId, List<Booking>> booked(SourceEvent event) {
        Map<EntityId, List<Booking>> byAccount = new TreeMap<>();
        for (Entry entry : event.entries()) {
            for (Posting posting : entry.postings()) {
                byAccount
                        .computeIfAbsent(posting.account(), account -> new ArrayList<>())
                        .add(new Booking(entry.id(), entry.purpose(), posting));
            }
        }
        return byAccount;
    }

    Bodies with(Numbered<? extends SourceEvent> event) {
        Bodies all = this;
        for (Map.Entry<EntityId, List<Booking>> row : booked(event.event()).entrySet()) {
            all = all.with(new Slot(row.getKey(), event.number()), List.copyOf(row.getValue()));
        }
        return all.bounded();
    }

    /** Without what this account has acknowledged. */
    Bodies acknowledged(EntityId account, long mark) {
        Bodies rest = this;
        for (Map.Entry<Slot, List<Booking>> row : bySlot.from(new Slot(account, 0))) {
            Slot slot = row.getKey();
            if (!slot.account().equals(account) || slot.number() > mark) {
                break;
            }
            rest = rest.without(slot);
        }
        return rest;
    }

    /** What this account has here from this number on, in order. */
    List<Map.Entry<Long, List<Booking>>> of(EntityId account, long from, int legs) {
        List<Map.Entry<Long, List<Booking>>> found = new ArrayList<>();
        int weight = 0;
        for (Map.Entry<Slot, List<Booking>> row : bySlot.from(new Slot(account, from))) {
            weight += Delivery.weight(row.getValue());
            if (!row.getKey().account().equals(account) || (weight > legs && !found.isEmpty())) {
                break;
            }
            found.add(Map.entry(row.getKey().number(), row.getValue()));
        }
        return found;
    }

    private Bodies bounded() {
        if (bySlot.size() <= newest) {
            return this;
        }
        long oldest = byAge.first().orElseThrow().getKey().number();
        Bodies rest = new Bodies(bySlot, byAge, Math.max(forgotten, oldest), newest);
        for (Map.Entry<Age, EntityId> row : byAge.entrySet()) {
            if (row.getKey().number() != oldest) {
                break;
            }
            rest = rest.without(new Slot(row.getValue(), oldest));
        }
        return rest.bounded();
    }

    private Bodies with(Slot slot, List<Booking> bookings) {
        Age age = new Age(slot.number(), slot.account());
        return new Bodies(bySlot.with(slot, bookings), byAge.with(age, slot.account()), forgotten, newest);
    }

    private Bodies without(Slot slot) {
        Age age = new Age(slot.number(), slot.account());
        return new Bodies(bySlot.without(slot), byAge.without(age), forgotten, newest);
    }
}
