package io.breakwater.node.journal.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A migration as a resource: statements that end with {@code ;}, comment lines that begin with {@code --}. */
final class CqlScript {

    private CqlScript() {}

    /** The statements of a migration with {@code {keyspace}} filled in. */
    static List<String> statements(String migration, String keyspace) {
        String script = read("/breakwater/schema/" + migration)
                .lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"));
        return Arrays.stream(script.split(";", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .map(statement -> statement.replace("{keyspace}", keyspace))
                .toList();
    }

    private static String read(String resource) {
        try (InputStream in = CqlScript.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
