package io.breakwater.node.scenario;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * At what o'clock things happen in a business day: labels of the scenario, never read by a clock. The session of a trade
 * date begins on the calendar evening before it (Sunday for a Monday): its first price, the late answers to the calls of
 * the settlement before, their deadline, and the close of the auctions that follow. The other times lie on the date itself.
 */
public record BusinessDay(
        LocalTime firstPrice,
        LocalTime lateAnswers,
        LocalTime deadline,
        LocalTime auctionClose,
        LocalTime deposits,
        LocalTime withdrawals,
        LocalTime trades,
        LocalTime settlement,
        LocalTime answers) {

    /** The day of an exchange with an evening session; a scenario that states no other has this one. */
    public static final BusinessDay USUAL = new BusinessDay(
            LocalTime.of(18, 0),
            LocalTime.of(19, 0),
            LocalTime.of(20, 0),
            LocalTime.of(21, 0),
            LocalTime.of(9, 0),
            LocalTime.of(10, 0),
            LocalTime.of(12, 0),
            LocalTime.of(14, 30),
            LocalTime.of(17, 0));

    public BusinessDay {
        if (!inOrder(
                deposits, withdrawals, trades, settlement, answers, firstPrice, lateAnswers, deadline, auctionClose)) {
            throw new IllegalArgumentException("the times of a business day are out of order");
        }
    }

    /**
     * True when the day runs in this order: deposits, withdrawals, trades, settlement, answers, and in the evening the next
     * session's first price, late answers, deadline, auction close; equal times are in order.
     */
    public static boolean inOrder(LocalTime... times) {
        for (int i = 1; i < times.length; i++) {
            if (times[i].isBefore(times[i - 1])) {
                return false;
            }
        }
        return true;
    }

    /** A time in the evening on which the session of this trade date begins. */
    public static LocalDateTime eve(LocalDate tradeDate, LocalTime time) {
        return tradeDate.minusDays(1).atTime(time);
    }
}
