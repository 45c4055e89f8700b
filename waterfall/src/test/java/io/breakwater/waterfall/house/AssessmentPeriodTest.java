package io.breakwater.waterfall.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.table.Table;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class AssessmentPeriodTest {

    private static final LocalDate OPENED = LocalDate.of(2020, 4, 20);
    private static final AssessmentPeriod PERIOD =
            new AssessmentPeriod(OPENED, OPENED.plusDays(29), Table.of("hazel", 400L));

    /** Two accounts fall on one night, and the second was last judged on the day before: the caps of both are one. */
    @Test
    void aDefaultOfAnEarlierDateFallsIntoThePeriodThatRuns() {
        assertThat(PERIOD.runsAt(OPENED.minusDays(1))).isTrue();
    }

    @Test
    void itRunsToItsLastDay() {
        assertThat(PERIOD.runsAt(OPENED.plusDays(29))).isTrue();
        assertThat(PERIOD.runsAt(OPENED.plusDays(30))).isFalse();
    }
}
