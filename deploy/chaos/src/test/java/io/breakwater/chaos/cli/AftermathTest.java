package io.breakwater.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.chaos.run.Struck;
import io.breakwater.chaos.run.Verdict;
import io.breakwater.chaos.run.Verdict.Judgement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AftermathTest {

    private static final Struck PAUSED = new Struck("pause", "node-2", 20_000, 60_000, "");

    @Test
    void aNodeThatWasPausedMayLeaveWhenItGoesOn() {
        assertThat(falseDowning(List.of(PAUSED), ended("node-2", 61_000))).isEqualTo(Judgement.HOLDS);
    }

    @Test
    void anotherNodeMayNotLeaveForIt() {
        assertThat(falseDowning(List.of(PAUSED), ended("node-1", 61_000))).isEqualTo(Judgement.VIOLATED);
    }

    @Test
    void aNodeThatHasLostItsMajorityMayLeave() {
        Struck killed = new Struck("kill-one", "node-3", 30_000, 35_000, "");
        assertThat(falseDowning(List.of(PAUSED, killed), ended("node-1", 40_000)))
                .isEqualTo(Judgement.HOLDS);
    }

    @Test
    void aNodeThatIsNotYetBackCountsAsStruck() {
        Struck killed = new Struck("kill-one", "node-3", 107_000, 108_000, "");
        Struck away = ended("node-2", 90_000);
        Aftermath run = of(List.of(killed), List.of(), List.of(away, ended("node-1", 123_000)), 1_000);
        assertThat(run.verdicts().stream()
                        .filter(verdict -> verdict.check().equals("no-false-downing"))
                        .map(Verdict::detail))
                .singleElement()
                .asString()
                .startsWith("node-2");
    }

    @Test
    void aFaultExcusesNothingLongAfterItNorBeforeIt() {
        assertThat(falseDowning(List.of(PAUSED), ended("node-2", 120_000))).isEqualTo(Judgement.VIOLATED);
        assertThat(falseDowning(List.of(PAUSED), ended("node-2", 10_000))).isEqualTo(Judgement.VIOLATED);
    }

    @Test
    void aWrongClockIsNoReasonToLeave() {
        Struck clock = new Struck("clock", "node-2", 20_000, 60_000, "+3600 s");
        assertThat(falseDowning(List.of(clock), ended("node-2", 30_000))).isEqualTo(Judgement.VIOLATED);
    }

    @Test
    void anEmptyFaultLogIsUnknownAndSoIsAFaultThatFailed() {
        assertThat(judgement(of(List.of(), List.of(), List.of(), 1_000), "faults"))
                .isEqualTo(Judgement.UNKNOWN);
        assertThat(judgement(of(List.of(PAUSED), List.of("cpu: no group"), List.of(), 1_000), "faults"))
                .isEqualTo(Judgement.UNKNOWN);
        assertThat(judgement(of(List.of(PAUSED), List.of(), List.of(), 1_000), "faults"))
                .isEqualTo(Judgement.HOLDS);
    }

    @Test
    void aRunWhoseFaultsMostlyFoundNobodyIsUnknown() {
        List<String> missed = List.of("kill-owner at ADL");
        assertThat(judgement(missing(List.of(PAUSED), missed), "faults")).isEqualTo(Judgement.UNKNOWN);
        assertThat(judgement(missing(List.of(PAUSED, PAUSED), missed), "faults"))
                .isEqualTo(Judgement.HOLDS);
    }

    @Test
    void aHouseThatRestsOnlyAfterARestartIsAViolation() {
        Aftermath run = new Aftermath(
                3, List.of(PAUSED), List.of(), List.of(), List.of(), 1_000, 20_000, List.of("default 1"), List.of());
        assertThat(judgement(run, "house-rests")).isEqualTo(Judgement.VIOLATED);
        assertThat(judgement(of(List.of(PAUSED), List.of(), List.of(), 1_000), "house-rests"))
                .isEqualTo(Judgement.HOLDS);
    }

    private static Aftermath missing(List<Struck> faults, List<String> missed) {
        return new Aftermath(3, faults, missed, List.of(), List.of(), 1_000, 20_000, List.of(), List.of());
    }

    @Test
    void aClusterThatDoesNotHealInTimeIsAViolation() {
        assertThat(judgement(of(List.of(PAUSED), List.of(), List.of(), 59_000), "cluster-heals"))
                .isEqualTo(Judgement.HOLDS);
        assertThat(judgement(of(List.of(PAUSED), List.of(), List.of(), 61_000), "cluster-heals"))
                .isEqualTo(Judgement.VIOLATED);
        assertThat(judgement(of(List.of(PAUSED), List.of(), List.of(), -1), "cluster-heals"))
                .isEqualTo(Judgement.VIOLATED);
    }

    private static Judgement falseDowning(List<Struck> faults, Struck end) {
        return judgement(of(faults, List.of(), List.of(end), 1_000), "no-false-downing");
    }

    private static Struck ended(String node, long at) {
        return new Struck("ended", node, at, at + 1_000, "exit status 255");
    }

    private static Aftermath of(List<Struck> faults, List<String> failed, List<Struck> ends, long whole) {
        return new Aftermath(3, faults, List.of(), failed, ends, whole, 20_000, List.of(), List.of());
    }

    private static Judgement judgement(Aftermath aftermath, String check) {
        return aftermath.verdicts().stream()
                .filter(verdict -> verdict.check().equals(check))
                .map(Verdict::judgement)
                .findFirst()
                .orElseThrow();
    }
}
