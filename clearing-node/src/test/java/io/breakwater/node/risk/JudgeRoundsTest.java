package io.breakwater.node.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.process.EntityId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class JudgeRoundsTest {

    private static final EntityId ALDER = RandomHouse.id("alder.house");

    private final JudgeRounds rounds = new JudgeRounds();

    @Test
    void oneMoreThanTheBoundWaitsForAnAnswer() {
        for (int n = 0; n < JudgeRounds.AT_ONCE; n++) {
            assertThat(rounds.begin(RandomHouse.id("a" + n), Duration.ZERO)).isTrue();
        }
        assertThat(rounds.begin(ALDER, Duration.ZERO)).isFalse();
        rounds.done(RandomHouse.id("a7"));
        assertThat(rounds.begin(ALDER, Duration.ZERO)).isTrue();
    }

    @Test
    void whoDoesNotAnswerIsAskedAgainAfterLongerAndLongerPauses() {
        Duration now = Duration.ZERO;
        for (Duration pause : new Duration[] {Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800)}) {
            assertThat(rounds.begin(ALDER, now)).isTrue();
            assertThat(rounds.begin(ALDER, now)).as("while it is asked").isFalse();
            rounds.failed(ALDER, now);
            assertThat(rounds.begin(ALDER, now.plus(pause).minusMillis(1))).isFalse();
            now = now.plus(pause);
        }
        for (int n = 0; n < 10; n++) {
            assertThat(rounds.begin(ALDER, now)).isTrue();
            rounds.failed(ALDER, now);
            now = now.plusSeconds(8);
        }
        assertThat(rounds.begin(ALDER, now)).isTrue();
    }

    @Test
    void aNewSnapshotEndsEveryPauseAndForgetsNobodyWhoIsAsked() {
        rounds.begin(ALDER, Duration.ZERO);
        rounds.failed(ALDER, Duration.ZERO);
        rounds.refresh();
        assertThat(rounds.begin(ALDER, Duration.ZERO)).isTrue();
        rounds.refresh();
        assertThat(rounds.begin(ALDER, Duration.ZERO)).isFalse();
        rounds.done(ALDER);
        assertThat(rounds.begin(ALDER, Duration.ZERO)).isTrue();
    }
}
