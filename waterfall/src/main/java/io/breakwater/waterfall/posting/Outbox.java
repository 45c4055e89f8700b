package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.table.Table;
import java.util.Collection;
import java.util.TreeSet;

/**
 * The persistent half of a source's channels: which accounts owe an acknowledgement, and the first and last number each
 * of them owes; nothing about the others. The bodies are in the source's own journal. Part of the source's state, moved
 * on by each of its events.
 *
 * @param booked the highest number under which anything was ever booked
 */
public record Outbox(Table<EntityId, Owed> owed, long booked) {

    /** Accounts that may lag at once; beyond it a source refuses new entries. */
    public static final int LAGGING = 100_000;

    public static final Outbox EMPTY = new Outbox(Table.empty(), 0);

    /** The first and the last number that an account owes an acknowledgement for. */
    public record Owed(long first, long last) {}

    /**
     * True when these entries may be booked in one event: they keep within {@link #LAGGING} accounts that owe an
     * acknowledgement and within the bounds of {@link SourceEvent}. Asked before they are persisted.
     */
    public boolean hasRoomFor(Collection<Entry> entries) {
        TreeSet<EntityId> more = new TreeSet<>();
        int postings = 0;
        int legs = 0;
        for (Entry entry : entries) {
            for (Posting posting : entry.postings()) {
                postings++;
                legs += posting.legs().size();
                if (!owed.containsKey(posting.account())) {
                    more.add(posting.account());
                }
            }
        }
        return postings <= SourceEvent.POSTINGS && legs <= SourceEvent.LEGS && owed.size() + more.size() <= LAGGING;
    }

    /** True when this account may still owe an acknowledgement of a number up to this one. */
    public boolean owes(EntityId account, long upTo) {
        return owed.find(account).filter(row -> row.first() <= upTo).isPresent();
    }

    /** True when anybody may still owe an acknowledgement of a number up to this one. */
    public boolean owesAny(long upTo) {
        return owed.values().stream().anyMatch(row -> row.first() <= upTo);
    }

    /** The obligations after an event: acknowledgements first, because they are about earlier numbers. */
    public Outbox after(Numbered<? extends SourceEvent> event) {
        Outbox next = this;
        for (Acknowledgement acknowledgement : event.event().acknowledged()) {
            next = next.settled(acknowledgement);
        }
        Table<EntityId, Owed> rows = next.owed;
        for (Entry entry : event.event().entries()) {
            for (Posting posting : entry.postings()) {
                long first = rows.find(posting.account()).map(Owed::first).orElse(event.number());
                rows = rows.with(posting.account(), new Owed(first, event.number()));
            }
        }
        return new Outbox(rows, event.event().entries().isEmpty() ? booked : event.number());
    }

    /** True when nobody owes anything. */
    public boolean isSettled() {
        return owed.isEmpty();
    }

    private Outbox settled(Acknowledgement acknowledgement) {
        EntityId account = acknowledgement.account();
        long mark = acknowledgement.mark();
        return owed.find(account)
                .filter(row -> row.first() <= mark)
                .map(row -> row.last() <= mark
                        ? new Outbox(owed.without(account), booked)
                        : new Outbox(owed.with(account, new Owed(mark + 1, row.last())), booked))
                .orElse(this);
    }
}
