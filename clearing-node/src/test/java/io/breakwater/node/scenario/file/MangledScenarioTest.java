package io.breakwater.node.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever a file says, it is read or refused in lines; replay one seed with {@code -Dseed=}. */
class MangledScenarioTest {

    private static final int RUNS = 1_500;
    private static final List<String> PIECES = List.of(
            "",
            " ",
            "-",
            "0",
            "-1",
            "99999999999999999999",
            "9223372036854775807",
            "0.000000001",
            "1e9",
            "null",
            "~",
            "[]",
            "{}",
            "2021-03-02",
            "9999-12-31",
            "0000-01-01",
            "24:00",
            "nothing",
            "all",
            "true",
            "final",
            "OIL",
            ":",
            "#",
            "\n",
            "\t",
            "\"",
            "\u2028",
            "!",
            "*",
            "&",
            "alfa",
            "alfa.house");

    @Test
    void everyFileIsReadOrRefusedInLines() throws Exception {
        long first = Optional.ofNullable(System.getProperty("seed"))
                .map(Long::parseLong)
                .orElse(20_200_420L);
        int runs = System.getProperty("seed") == null ? RUNS : 1;
        List<String> originals = List.of(Examples.documented(), Examples.perpetual());
        for (int run = 0; run < runs; run++) {
            long seed = first + run;
            RandomGenerator random = new SplittableRandom(seed);
            String text = mangled(originals.get(run % originals.size()), random);
            assertThatCode(() -> readOrRefuse(text))
                    .as("-Dseed=%d%n%s", seed, text)
                    .doesNotThrowAnyException();
        }
    }

    private static void readOrRefuse(String text) {
        try {
            Scenario scenario = ScenarioFile.parse("mangled.yaml", text);
            assertThat(Timeline.of(scenario).steps()).isNotEmpty();
        } catch (InvalidScenarioException refused) {
            assertThat(refused.lines()).isNotEmpty().allMatch(line -> line.matches("mangled\\.yaml:[0-9]+:[0-9]+: .+"));
        }
    }

    private static String mangled(String text, RandomGenerator random) {
        StringBuilder mangled = new StringBuilder(text);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = wordStart(mangled, random.nextInt(mangled.length()));
            int end = wordEnd(mangled, at);
            mangled.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        }
        return mangled.toString();
    }

    private static int wordStart(CharSequence text, int at) {
        int start = at;
        while (start > 0 && !isBreak(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int wordEnd(CharSequence text, int at) {
        int end = at;
        while (end < text.length() && !isBreak(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isBreak(char c) {
        return " ,:{}[]\n".indexOf(c) >= 0;
    }
}
