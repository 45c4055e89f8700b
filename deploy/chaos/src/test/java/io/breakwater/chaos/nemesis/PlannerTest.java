package io.breakwater.chaos.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlannerTest {

    private static final long FIVE_MINUTES = TimeUnit.MINUTES.toMillis(5);
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    static List<String> names() {
        return Scenario.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyScenarioGivesASchedule(String name) {
        Schedule schedule = plan(name, 7, 3);
        assertThat(schedule.scenario()).isEqualTo(name);
        assertThat(schedule.faults()).isNotEmpty().isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameSeedGivesTheSameSchedule(String name) {
        assertThat(plan(name, 7, 3)).isEqualTo(plan(name, 7, 3));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aScheduleThatWasWrittenIsReadTheSame(String name) {
        Schedule schedule = plan(name, 11, 5);
        assertThat(ScheduleJson.read(ScheduleJson.write(schedule))).isEqualTo(schedule);
    }

    @Test
    void otherSeedsGiveOtherSchedules() {
        assertThat(LongStream.range(0, 20)
                        .mapToObj(seed -> plan("mixed", seed, 3).faults())
                        .distinct())
                .hasSize(20);
    }

    @Test
    void mixedFaultsAreHealedInTimeAndStrikeNodesThatThereAre() {
        for (long seed = 0; seed < 200; seed++) {
            for (Fault fault : plan("mixed", seed, 3).faults()) {
                assertThat(fault.at()).isGreaterThanOrEqualTo(15_000);
                assertThat(fault.at() + fault.millis()).isLessThanOrEqualTo(FIVE_MINUTES);
                assertThat(List.of("node-1", "node-2", "node-3")).containsAll(fault.targets());
                assertThat(fault.targets()).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aLongMixedRunHasEveryKindOfItsBag() {
        Schedule hour = new Planner(mixed(), 1, 5, ALL).plan(TimeUnit.HOURS.toMillis(1));
        assertThat(hour.faults().stream().map(Fault::kind).collect(Collectors.toSet()))
                .isEqualTo(mixed().kinds());
    }

    @Test
    void threeNodesAreNoRing() {
        Schedule hour = new Planner(mixed(), 1, 3, ALL).plan(TimeUnit.HOURS.toMillis(1));
        assertThat(hour.faults()).noneMatch(fault -> fault.kind() == FaultKind.PARTITION_RING);
    }

    @Test
    void kindsThatTheMachineLacksAreLeftOut() {
        Set<FaultKind> few = EnumSet.of(FaultKind.KILL_ONE, FaultKind.PAUSE);
        Schedule schedule = new Planner(mixed(), 1, 3, few).plan(FIVE_MINUTES);
        assertThat(schedule.faults()).isNotEmpty().allMatch(fault -> few.contains(fault.kind()));
        assertThatThrownBy(() -> new Planner(mixed(), 1, 3, Set.of()).plan(FIVE_MINUTES))
                .isInstanceOf(InvalidScheduleException.class);
    }

    @Test
    void aMajorityIsMoreThanHalfAndASideIsLess() {
        for (int nodes = 3; nodes <= 5; nodes++) {
            for (long seed = 0; seed < 50; seed++) {
                for (Fault fault : plan("mixed", seed, nodes).faults()) {
                    int struck = fault.targets().size();
                    switch (fault.kind().aim()) {
                        case MAJORITY -> assertThat(2 * struck).isGreaterThan(nodes);
                        case SIDE -> assertThat(2 * struck).isBetween(2, nodes - 1);
                        case ONE -> assertThat(struck).isOne();
                        default -> assertThat(struck).isZero();
                    }
                }
            }
        }
    }

    @Test
    void everyLayerOfARulebookHasItsDeath() {
        assertThat(plan("death-at-each-layer", 1, 3).faults().stream().map(Fault::when))
                .contains("DEFAULTER_COLLATERAL", "OWN_CAPITAL", "INSURANCE_FUND", "ADL", "ASSESSMENT");
    }

    @Test
    void whatMeansNothingIsNotRead() {
        assertThatThrownBy(() ->
                        ScheduleJson.read("{\"scenario\":\"x\",\"seed\":1,\"nodes\":3,\"ends_ms\":1,\"fault\":[]}"))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining("fault");
        assertThatThrownBy(() -> ScheduleJson.read("{\"scenario\":\"x\",\"seed\":1,\"nodes\":3,\"ends_ms\":1,"
                        + "\"faults\":[{\"at_ms\":0,\"kind\":\"kill-on\",\"for_ms\":1}]}"))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining("kill-on");
        assertThatThrownBy(() -> ScheduleJson.read("{")).isInstanceOf(InvalidScheduleException.class);
        assertThatThrownBy(() -> ScheduleJson.read("[]")).isInstanceOf(InvalidScheduleException.class);
    }

    private static Schedule plan(String scenario, long seed, int nodes) {
        return new Planner(Scenario.named(scenario).orElseThrow(), seed, nodes, ALL).plan(FIVE_MINUTES);
    }

    private static Scenario mixed() {
        return Scenario.named("mixed").orElseThrow();
    }
}
