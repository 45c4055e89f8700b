package io.breakwater.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {

    private static final Machine MACHINE = new Machine("abc123", 2, 24_105, "17.0.15", "Linux", 0.25);

    private static final BenchReport REPORT = new BenchReport(
            true,
            MACHINE,
            List.of(
                    Measure.of("sweep", "a sweep", 1.23456, "ms").against(Goal.atMost(2, "ms")),
                    Measure.of("recovery", "accounts", 1_234.5, "per second")
                            .against(Goal.atLeast(1_500, "per second"))
                            .with("accounts there", 10_000),
                    Measure.of("memory", "heap", 0.04567, "KiB")),
            Duration.ofMillis(61_500));

    @Test
    void tableSetsEachFigureBesideItsGoal() {
        assertThat(REPORT.table().lines())
                .containsExactly(
                        "measure                     figure  goal",
                        "----------------  ----------------  -------------------------  -------",
                        "a sweep                    1.23 ms  at most 2 ms               met",
                        "accounts          1,235 per second  at least 1,500 per second  NOT MET",
                        "  accounts there            10,000",
                        "heap                    0.0457 KiB");
    }

    @Test
    void jsonHasEveryFigureAndTheMachine() throws Exception {
        JsonNode json = new ObjectMapper().readTree(BenchReportJson.write(REPORT));
        assertThat(json.path("quick").booleanValue()).isTrue();
        assertThat(json.path("seconds").decimalValue()).isEqualByComparingTo("61.5");
        assertThat(json.path("machine").path("commit").textValue()).isEqualTo("abc123");
        assertThat(json.path("machine").path("cores").intValue()).isEqualTo(2);
        JsonNode recovery = json.path("measures").path(1);
        assertThat(recovery.path("figure").doubleValue()).isEqualTo(1_234.5);
        assertThat(recovery.path("goal").path("at_least").doubleValue()).isEqualTo(1_500);
        assertThat(recovery.path("met").booleanValue()).isFalse();
        assertThat(recovery.path("details").path("accounts there").intValue()).isEqualTo(10_000);
        assertThat(json.path("measures").path(2).has("met")).isFalse();
    }

    @Test
    void goalIsMetAtItsBound() {
        assertThat(Goal.atMost(2, "ms").isMetBy(2)).isTrue();
        assertThat(Goal.atMost(2, "ms").isMetBy(2.01)).isFalse();
        assertThat(Goal.atLeast(30, "%").isMetBy(30)).isTrue();
        assertThat(Goal.atLeast(30, "%").isMetBy(29.9)).isFalse();
    }

    @Test
    void whatIsNoFigureIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Measure.of("sweep", "a sweep", 1.0 / 0, "ms"));
    }

    @Test
    void commitOfADirectoryWithoutSourcesIsUnknown() {
        assertThat(Machine.here(java.nio.file.Path.of("/")).commit()).isEqualTo("unknown");
    }
}
