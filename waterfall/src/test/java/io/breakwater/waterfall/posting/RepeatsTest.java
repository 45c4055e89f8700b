package io.breakwater.waterfall.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RepeatsTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    @Test
    void whatNobodyAnswersIsSaidEveryHalfMinuteInTheEnd() {
        assertThat(pauses(Dispatch.LONGEST_PAUSE))
                .startsWith(1L, 2L, 4L, 8L, 16L, 30L)
                .endsWith(30L);
    }

    @Test
    void aHoldIsAskedForOftenEnoughForWhatAnAccountHasHeardOfPrices() {
        assertThat(pauses(HoldBook.LONGEST_PAUSE)).startsWith(1L, 2L, 3L, 3L).endsWith(3L);
    }

    /** The seconds between two times at which one thing is said, for an hour. */
    private static List<Long> pauses(Duration longest) {
        List<Long> pauses = new ArrayList<>();
        Repeats<String> repeats = Repeats.none();
        Duration last = Duration.ZERO;
        for (Duration at = Duration.ofSeconds(1); at.compareTo(AN_HOUR) < 0; at = at.plusSeconds(1)) {
            Repeats.Step<String> step = repeats.step(List.of("hold"), at, longest);
            repeats = step.next();
            if (!step.now().isEmpty()) {
                pauses.add(at.minus(last).toSeconds());
                last = at;
            }
        }
        return pauses.subList(1, pauses.size());
    }
}
