package io.breakwater.chaos.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.waterfall.rulebook.Layer;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SimulationTest {

    /** Seeds that have found something, in the rules or in the simulation itself, and must not find it again. */
    private static final List<Long> FOUND =
            List.of(18L, 39L, 45L, 54L, 125L, 136L, 166L, 173L, 213L, 260L, 612L, 1_013L, 1_030L, 1_033L);

    @Test
    void theSameSeedIsTheSameRun() {
        Outcome once = Simulation.run(7);
        Outcome again = Simulation.run(7);
        assertThat(again.hash()).isEqualTo(once.hash());
        assertThat(again.steps()).isEqualTo(once.steps());
        assertThat(again.faults()).isEqualTo(once.faults());
    }

    @Test
    void withoutFaultsADefaultRunsToItsEnd() {
        LongStream.rangeClosed(1, 6).forEach(seed -> {
            Outcome outcome = Simulation.run(seed, Simulation.Settings.CALM, Set.of(), none -> {});
            assertThat(outcome.violation()).as("seed %s", seed).isEmpty();
            assertThat(outcome.defaults()).as("seed %s", seed).isNotEmpty();
        });
    }

    @Test
    void nothingIsViolatedUnderFaults() {
        Report report = new Report();
        LongStream.rangeClosed(1, 20).forEach(seed -> report.add(Simulation.run(seed)));
        assertThat(report.violated()).isEmpty();
        assertThat(report.counted()).isGreaterThan(12);
    }

    @Test
    void whatWasFoundOnceIsNotFoundAgain() {
        for (long seed : FOUND) {
            assertThat(Simulation.run(seed).violation()).as("seed %s", seed).isEmpty();
        }
    }

    @Test
    void tooLittleIsSaidToBeTooLittle() {
        assertThat(new Report().missing(200))
                .contains("0 of 200 seeds count", "no ZOMBIE", "no default whose last needed layer is " + Layer.ADL);
    }
}
