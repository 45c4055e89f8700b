package io.breakwater.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.node.cli.Breakwater;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine breakwater =
            Breakwater.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void breakwaterListsItAndItHasAHelp() {
        assertThat(breakwater.execute("--help")).isZero();
        assertThat(out.toString()).contains("bench");
        assertThat(breakwater.execute("bench", "--help")).isZero();
        assertThat(out.toString()).contains("--quick", "--json", "SWEEP, TRADES, RECOVERY, FAILOVER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bench --fast",
                "bench --json",
                "bench --json /no/such/directory/file.json",
                "bench --json /",
                "bench --only sleep",
                "bench surplus"
            })
    void wrongCommandLineIsOneLineAndStatusTwo(String line) {
        assertThat(breakwater.execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().satisfies(said -> assertThat(said)
                .startsWith("breakwater: "));
        assertThat(out.toString()).isEmpty();
    }
}
