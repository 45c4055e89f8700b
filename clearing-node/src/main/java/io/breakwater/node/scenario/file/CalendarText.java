package io.breakwater.node.scenario.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Dates {@code 2020-04-08}, times {@code 14:30} and moments of both, read strictly: no 30 February, no 24:00. */
final class CalendarText {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private CalendarText() {}

    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text, TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A date and time with one space between, or a bare date at its usual time. */
    static Optional<LocalDateTime> moment(String text, LocalTime usual) {
        int gap = text.indexOf(' ');
        Optional<LocalTime> time = gap < 0 ? Optional.of(usual) : time(text.substring(gap + 1));
        return date(gap < 0 ? text : text.substring(0, gap)).flatMap(day -> time.map(day::atTime));
    }
}
