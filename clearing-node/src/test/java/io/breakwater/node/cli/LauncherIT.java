package io.breakwater.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a person calls it. It must not build: the build that runs this test has not ended. */
@Timeout(120)
class LauncherIT {

    @TempDir
    private Path elsewhere;

    private record Ended(int status, List<String> out, List<String> err) {}

    @Test
    void helpIsPrintedFromAnyDirectoryThroughASymbolicLink() throws Exception {
        Ended help = run("--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).anySatisfy(line -> assertThat(line).contains("cassandra"));
        assertThat(help.err()).isEmpty();
    }

    @Test
    void unknownOptionIsOneLineAndStatusTwo() throws Exception {
        Ended refused = run("--no-such-option");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).singleElement().satisfies(line -> assertThat(line)
                .contains("--no-such-option"));
        assertThat(refused.out()).isEmpty();
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("breakwater.home"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("linked"), home.resolve("breakwater"));
        Path out = elsewhere.resolve("out");
        Path err = elsewhere.resolve("err");
        List<String> command =
                Stream.concat(Stream.of(link.toString()), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("BREAKWATER_BUILD", "never");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
        } finally {
            process.destroyForcibly();
        }
    }
}
