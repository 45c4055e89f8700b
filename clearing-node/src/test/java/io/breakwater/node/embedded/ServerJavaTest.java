package io.breakwater.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerJavaTest {

    @TempDir
    private Path machine;

    @Test
    void javaWeRunOnIsTakenIfTheServerRunsOnIt() throws IOException {
        Path current = java("jvm/a", "11.0.27");
        java("jvm/b", "17.0.15");
        assertThat(found(current, Map.of())).isEqualTo(current.resolve("bin/java"));
    }

    @Test
    void tooNewAJavaIsReplacedByASeventeenBeforeAnEleven() throws IOException {
        Path current = java("apps/jdk25", "25.0.3");
        java("jvm/a-eight", "1.8.0_452");
        java("jvm/b-eleven", "11.0.27");
        java("jvm/c-fourteen", "14.0.2");
        Path seventeen = java("jvm/d-seventeen", "17.0.15");
        assertThat(found(current, Map.of())).isEqualTo(seventeen.resolve("bin/java"));
    }

    @Test
    void siblingAndUserDirectoriesAreUsualPlaces() throws IOException {
        Path current = java("apps/jdk25", "25.0.3");
        Path own = java("user/.sdkman/candidates/java/11.0.27-tem", "11.0.27");
        assertThat(found(current, Map.of())).isEqualTo(own.resolve("bin/java"));
        Path sibling = java("apps/jdk17", "17");
        assertThat(found(current, Map.of())).isEqualTo(sibling.resolve("bin/java"));
    }

    @Test
    void directoryOnAMacLiesDeeper() throws IOException {
        Path current = java("apps/jdk25", "25.0.3");
        Path home = java("jvm/temurin-17.jdk/Contents/Home", "17.0.15");
        assertThat(found(current, Map.of())).isEqualTo(home.resolve("bin/java"));
    }

    @Test
    void namedJavaIsTakenBeforeTheOneWeRunOn() throws IOException {
        Path current = java("jvm/a", "17.0.15");
        Path named = java("elsewhere/eleven", "11.0.27");
        assertThat(found(current, Map.of(ServerJava.VARIABLE, named.toString())))
                .isEqualTo(named.resolve("bin/java"));
    }

    @Test
    void namedJavaThatDoesNotSuitIsRefusedAndNotReplaced() throws IOException {
        Path current = java("jvm/a", "17.0.15");
        Path named = java("elsewhere/new", "25.0.3");
        assertThatExceptionOfType(CassandraUnavailable.class)
                .isThrownBy(() -> found(current, Map.of(ServerJava.VARIABLE, named.toString())))
                .withMessageContaining(named.toString());
    }

    @Test
    void noneFoundSaysWhatToDoInOneLine() throws IOException {
        Path current = java("apps/jdk25", "25.0.3");
        assertThatExceptionOfType(CassandraUnavailable.class)
                .isThrownBy(() -> found(current, Map.of()))
                .withMessageContaining("this one is 25")
                .withMessageContaining(ServerJava.VARIABLE)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(CassandraUnavailable.Reason.NO_JAVA));
    }

    private Path found(Path current, Map<String, String> environment) {
        return new ServerJava(current, environment, machine.resolve("user"), List.of(machine.resolve("jvm")))
                .executable();
    }

    private Path java(String home, String version) throws IOException {
        Path directory = machine.resolve(home);
        Path executable = directory.resolve("bin/java");
        Files.createDirectories(directory.resolve("bin"));
        Files.writeString(executable, "");
        assertThat(executable.toFile().setExecutable(true)).isTrue();
        Files.writeString(directory.resolve("release"), "IMPLEMENTOR=\"Any\"\nJAVA_VERSION=\"" + version + "\"\n");
        return directory;
    }
}
