package io.breakwater.waterfall.market;

import java.time.LocalDate;

/**
 * A confirmed settlement of one instrument: every account converts the value of its position at {@code price} and
 * {@code fundingIndex} into cash once, in the order of {@code number} (1, 2, ... per instrument). A final one also
 * retires the lots.
 */
public record Settlement(long number, LocalDate businessDate, Price price, long fundingIndex, boolean last) {

    public Settlement {
        if (number < 1) {
            throw new IllegalArgumentException("settlements are numbered from 1: " + number);
        }
    }

    public Mark mark() {
        return new Mark(price, fundingIndex);
    }
}
