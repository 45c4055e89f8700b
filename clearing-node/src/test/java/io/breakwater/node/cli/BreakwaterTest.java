package io.breakwater.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class BreakwaterTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine breakwater =
            Breakwater.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    static Stream<Arguments> wrongCommandLines() {
        return Stream.of(
                Arguments.of("--no-such-option", "--no-such-option"),
                Arguments.of("no-such-command", "no-such-command"),
                Arguments.of("cassandra", "subcommand"),
                Arguments.of("cassandra run --dat x", "--data"),
                Arguments.of("cassandra run --data", "--data"),
                Arguments.of("cassandra run --cassandra-port many", "many"),
                Arguments.of("cassandra run --cassandra-port 70000", "70000"),
                Arguments.of("cassandra run --cassandra-port 1 --cassandra-storage-port 1", "both are 1"),
                Arguments.of("cassandra run --cassandra-heap 1", "256 MiB"),
                Arguments.of("cassandra run --cassandra-start-bound 0", "start bound"),
                Arguments.of("cassandra run surplus", "surplus"),
                Arguments.of("abacus --beads many", "many"),
                Arguments.of("abacus --no-such-option", "--no-such-option"));
    }

    @ParameterizedTest
    @MethodSource("wrongCommandLines")
    void wrongCommandLineIsOneLineAndStatusTwo(String line, String named) {
        String home = System.setProperty("breakwater.home", "/nowhere");
        try {
            assertThat(breakwater.execute(line.split(" "))).isEqualTo(2);
        } finally {
            Optional.ofNullable(home)
                    .ifPresentOrElse(
                            before -> System.setProperty("breakwater.home", before),
                            () -> System.clearProperty("breakwater.home"));
        }
        assertThat(err.toString().lines())
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("breakwater: ").contains(named));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpListsTheCommandsOnStandardOutput() {
        assertThat(breakwater.execute("--help")).isZero();
        assertThat(out.toString()).contains("cassandra");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void toolOnTheClassPathIsACommandLikeAllOthers() {
        assertThat(breakwater.execute("--help")).isZero();
        assertThat(out.toString()).containsSubsequence("cassandra", "abacus", "Counts beads.", "help");
        assertThat(breakwater.execute("abacus", "--beads", "3")).isEqualTo(3);
        assertThat(breakwater.execute("abacus", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: breakwater abacus");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void toolThatRefusesIsItsLineAndStatusTwo() {
        assertThat(breakwater.execute("abacus", "--beads", "-1")).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("breakwater: an abacus has no -1 beads");
    }

    @Test
    void noCommandIsAskingForHelp() {
        assertThat(breakwater.execute()).isZero();
        assertThat(out.toString()).contains("Usage: breakwater");
    }

    @Test
    void expectedFailureIsItsLineAndItsStatus() {
        assertThat(executeFailing(CommandFailure.failed("the audit found\na hole", new Exception("cause"))))
                .isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("breakwater: the audit found a hole");
    }

    @Test
    void unexpectedFailureIsOneLineWithoutATrace() {
        assertThat(executeFailing(new IllegalStateException("a broken\n\tinvariant")))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().satisfies(said -> assertThat(said)
                .startsWith("breakwater: unexpected failure: IllegalStateException: a broken invariant"));
    }

    /** Writers reach only the commands that are there when they are set. */
    private int executeFailing(RuntimeException failure) {
        return breakwater
                .addSubcommand(new Failing(failure))
                .setErr(new PrintWriter(err))
                .execute("failing");
    }

    @Command(name = "failing")
    private record Failing(RuntimeException failure) implements Runnable {
        @Override
        public void run() {
            throw failure;
        }
    }

    /** A tool as a module beside the node would add it. */
    @Command(name = "abacus", description = "Counts beads.")
    public static final class Abacus implements Tool {

        @Option(names = "--beads")
        private int beads;

        @Override
        public Integer call() {
            if (beads < 0) {
                throw CommandFailure.refused("an abacus has no " + beads + " beads", new IllegalArgumentException());
            }
            return beads;
        }
    }
}
