package io.breakwater.waterfall.house;

import io.breakwater.waterfall.table.Table;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * The period within which all assessments together are capped, amounts in minor units. It begins with the first default on
 * a date at which none runs.
 *
 * @param ends its last day
 * @param assessed by member, what it was assessed in it and has not failed to pay
 */
public record AssessmentPeriod(LocalDate opened, LocalDate ends, Table<String, Long> assessed) {

    /** A default of an earlier date than the one that opened it falls into it as well: dates come from different accounts. */
    boolean runsAt(LocalDate date) {
        return !date.isAfter(ends);
    }

    long assessed(String member) {
        return assessed.find(member).orElse(0L);
    }

    AssessmentPeriod assessing(String member, long more) {
        return new AssessmentPeriod(opened, ends, assessed.with(member, Math.addExact(assessed(member), more)));
    }

    /**
     * The last day of a period: business days are counted from the day after the one on which it is opened, which is not
     * counted itself whatever day it is; Saturdays, Sundays and holidays are not counted. Opened on Wednesday 2020-03-25
     * with Good Friday, 2020-04-10, a holiday, the 20th is 2020-04-23.
     */
    static LocalDate endOf(LocalDate opened, int businessDays, Set<LocalDate> holidays) {
        LocalDate day = opened;
        int counted = 0;
        while (counted < businessDays) {
            day = day.plusDays(1);
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            counted += weekend || holidays.contains(day) ? 0 : 1;
        }
        return day;
    }
}
