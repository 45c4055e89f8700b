package io.breakwater.waterfall.posting;

import io.breakwater.waterfall.posting.Outbox.Owed;
import io.breakwater.waterfall.table.Table;
import java.util.List;

/**
 * What a source remembers, in memory, of one account it is sending to.
 *
 * @param acked the highest mark heard
 * @param readTo everything the account has up to this number was read again from the journal and is on the page
 * @param page what was read again and is not acknowledged, by number
 * @param sentTo the last number of the message in flight, 0 when none is
 * @param unanswered how often a message was sent since the account last moved on
 * @param stopped true when the account has contradicted: nothing more is sent
 */
public record Lane(
        long acked, long readTo, Table<Long, List<Booking>> page, long sentTo, int unanswered, boolean stopped) {

    static final Lane IDLE = new Lane(0, 0, Table.empty(), 0, 0, false);

    /** The first number that may still be owed. */
    long start(Owed owed) {
        return Math.max(owed.first(), acked + 1);
    }

    /** The end of what is known without a gap from the start. */
    long knownTo(Owed owed) {
        return Math.max(readTo, start(owed) - 1);
    }

    /** True when nothing that is owed has to be read again. */
    boolean isComplete(Owed owed, long forgotten) {
        return knownTo(owed) >= Math.min(forgotten, owed.last());
    }

    boolean isInFlight() {
        return sentTo > 0;
    }

    Lane sent(long to) {
        return new Lane(acked, readTo, page, to, unanswered + 1, stopped);
    }

    /** After a mark that is news: whatever was in flight is over; when it was the last, nothing read again matters. */
    Lane acknowledged(long mark, boolean more) {
        if (!more) {
            return new Lane(mark, 0, Table.empty(), 0, 0, stopped);
        }
        Table<Long, List<Booking>> rest = page;
        for (Long number : page.keySet()) {
            if (number > mark) {
                break;
            }
            rest = rest.without(number);
        }
        return new Lane(mark, readTo, rest, 0, 0, stopped);
    }

    Lane read(long to, Table<Long, List<Booking>> read) {
        return new Lane(acked, to, read, 0, unanswered, stopped);
    }

    /** Gives up the page of an account that does not answer; it is read again when the account's turn comes. */
    Lane withoutPage() {
        return new Lane(acked, 0, Table.empty(), sentTo, unanswered, stopped);
    }

    Lane stop() {
        return new Lane(acked, 0, Table.empty(), 0, unanswered, true);
    }

    /** True when forgetting it loses nothing but the memory that this mark was acknowledged, which is persisted by now. */
    boolean isForgettable(long mark) {
        return acked <= mark && page.isEmpty() && !isInFlight() && !stopped && readTo <= mark;
    }
}
