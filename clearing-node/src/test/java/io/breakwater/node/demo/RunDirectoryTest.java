package io.breakwater.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    /** More than a process id can be. */
    private static final String DEAD = "run-999999999999";

    @TempDir
    private Path breakwater;

    @Test
    void dataOfARunThatIsGoneIsDeletedByTheNextAndNothingElseIs() throws Exception {
        Path dead = Files.createDirectories(breakwater.resolve("bench").resolve(DEAD));
        Files.writeString(Files.createDirectories(dead.resolve("cassandra")).resolve("data"), "rows");
        Path other = Files.createDirectories(breakwater.resolve("bench").resolve("kept"));
        Path logs = Files.createDirectories(breakwater.resolve("logs").resolve("bench-" + DEAD));

        RunDirectory own = RunDirectory.of(breakwater, "bench");

        assertThat(dead).doesNotExist();
        assertThat(other).exists();
        assertThat(logs).exists();
        assertThat(own.data()).isDirectory();
        assertThat(RunDirectory.of(breakwater, "bench").data())
                .isEqualTo(own.data())
                .isDirectory();
        own.delete();
        assertThat(own.data()).doesNotExist();
        assertThat(own.logs()).isDirectory();
    }
}
