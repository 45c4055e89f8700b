package io.breakwater.node.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.type.DateProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol's files keep the rules that {@code protocol/buf.yaml} names, comments on everything included. */
final class ProtocolLintIT {

    @TempDir
    private Path workspace;

    @Test
    void everyFileKeepsTheRules() throws IOException {
        Optional<StockClient> buf = StockClient.fetched();
        assumeTrue(buf.isPresent(), "skipped: the build fetches a buf binary for Linux on x86_64 only");
        Path protocol = Path.of(System.getProperty("breakwater.home"), "protocol");
        Path proto = Files.createDirectories(workspace.resolve("src/main/proto"));
        copyTree(protocol.resolve("src/main/proto"), proto);
        copyImports(proto);
        Files.copy(protocol.resolve("buf.yaml"), workspace.resolve("buf.yaml"));
        StockClient.Printed printed = buf.get().run(workspace, List.of("lint", "--path", "src/main/proto/breakwater"));
        assertThat(printed.text()).isEmpty();
        assertThat(printed.status()).isZero();
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file, to.resolve(from.relativize(file))));
        }
    }

    private static void copy(Path file, Path to) {
        try {
            Files.createDirectories(Optional.ofNullable(to.getParent()).orElseThrow());
            Files.copy(file, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files that ours import lie in the jar of their generated classes. */
    private static void copyImports(Path to) throws IOException {
        var known = Optional.ofNullable(DateProto.class.getResource("/google/type/date.proto"))
                .orElseThrow();
        JarFile jar = ((JarURLConnection) known.openConnection()).getJarFile();
        for (JarEntry entry : jar.stream().toList()) {
            if (entry.getName().startsWith("google/type/") && entry.getName().endsWith(".proto")) {
                Path file = to.resolve(entry.getName());
                Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
