package io.breakwater.waterfall.posting;

import java.util.List;

/**
 * Everything that one event of a source does to one account.
 *
 * @param number the sequence number of the source's event
 * @param after the number before it that this account has not acknowledged, or 0: the account takes this only when it
 *     has taken that one
 */
public record Delivery(long number, long after, List<Booking> bookings) {

    public Delivery {
        bookings = List.copyOf(bookings);
        if (bookings.isEmpty() || after < 0 || number <= after) {
            throw new IllegalArgumentException(
                    "delivery " + number + " after " + after + " with " + bookings.size() + " bookings");
        }
    }

    /** The id by which the account recognises the number when it sees it again. */
    public String entry() {
        return bookings.get(0).entry();
    }

    /** What counts against the bound of a message. */
    public int weight() {
        return weight(bookings);
    }

    static int weight(List<Booking> bookings) {
        int legs = 0;
        for (Booking booking : bookings) {
            legs += booking.posting().legs().size();
        }
        return legs;
    }
}
