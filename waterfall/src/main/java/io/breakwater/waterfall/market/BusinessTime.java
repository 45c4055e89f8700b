package io.breakwater.waterfall.market;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * When a price was made, in the market's own calendar. {@code date} is the business date whose margin parameters apply:
 * it turns with the settlement of the new date, so the first price of an evening session still carries the date that
 * was settled last. {@code label} is the wall time on the exchange and decides nothing; no deadline hangs on either.
 */
public record BusinessTime(LocalDate date, LocalDateTime label) {}
