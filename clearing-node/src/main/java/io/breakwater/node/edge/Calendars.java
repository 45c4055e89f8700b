package io.breakwater.node.edge;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.DateTime;
import io.breakwater.waterfall.market.BusinessTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Dates, times and durations on the wire and in the rules. */
final class Calendars {

    private static final int LAST_YEAR = 9999;
    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int NANOS_OF_SECOND = 1_000_000_000;

    private Calendars() {}

    /** A whole date. */
    static LocalDate date(String field, boolean present, Date date) {
        if (!present) {
            throw Fields.missing(field);
        }
        return date(field, date.getYear(), date.getMonth(), date.getDay());
    }

    /** When a price was made. The time is the exchange's own, without an offset. */
    static BusinessTime businessTime(LocalDate businessDate, String field, boolean present, DateTime time) {
        if (!present) {
            throw Fields.missing(field);
        }
        if (time.getTimeOffsetCase() != DateTime.TimeOffsetCase.TIMEOFFSET_NOT_SET) {
            throw malformed(field, "has no offset: it is the exchange's own time");
        }
        LocalDate day = date(field, time.getYear(), time.getMonth(), time.getDay());
        try {
            return new BusinessTime(
                    businessDate,
                    LocalDateTime.of(
                            day,
                            java.time.LocalTime.of(
                                    time.getHours(), time.getMinutes(), time.getSeconds(), time.getNanos())));
        } catch (DateTimeException none) {
            throw malformed(field, "is no time of a day");
        }
    }

    /** A duration of whole milliseconds between two bounds. */
    static Duration duration(
            String field, boolean present, com.google.protobuf.Duration value, Duration least, Duration most) {
        if (!present) {
            throw Fields.missing(field);
        }
        boolean wellFormed = value.getNanos() >= 0
                && value.getNanos() < NANOS_OF_SECOND
                && value.getNanos() % NANOS_OF_MILLI == 0
                && value.getSeconds() >= 0
                && value.getSeconds() <= most.toSeconds();
        Duration duration = wellFormed ? Duration.ofSeconds(value.getSeconds(), value.getNanos()) : Duration.ZERO;
        if (!wellFormed || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw ApiError.DURATION_MALFORMED.with(
                    field + " must be " + least.toSeconds() + " to " + most.toSeconds() + " s in whole milliseconds",
                    Fields.at(field));
        }
        return duration;
    }

    static com.google.protobuf.Duration wire(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    static Date wire(LocalDate date) {
        return Date.newBuilder()
                .setYear(date.getYear())
                .setMonth(date.getMonthValue())
                .setDay(date.getDayOfMonth())
                .build();
    }

    static DateTime wire(LocalDateTime time) {
        return DateTime.newBuilder()
                .setYear(time.getYear())
                .setMonth(time.getMonthValue())
                .setDay(time.getDayOfMonth())
                .setHours(time.getHour())
                .setMinutes(time.getMinute())
                .setSeconds(time.getSecond())
                .setNanos(time.getNano())
                .build();
    }

    static Timestamp wire(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private static LocalDate date(String field, int year, int month, int day) {
        try {
            if (year < 1 || year > LAST_YEAR) {
                throw malformed(field, "is a date of the years 1 to " + LAST_YEAR);
            }
            return LocalDate.of(year, month, day);
        } catch (DateTimeException none) {
            throw malformed(field, "is no date");
        }
    }

    private static RuntimeException malformed(String field, String why) {
        return ApiError.DATE_MALFORMED.with(field + " " + why, Fields.at(field));
    }
}
