package io.breakwater.node.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The buf binary, a gRPC client that knows nothing of us but what the node's reflection tells it. */
record StockClient(Path binary) {

    private static final int PATIENCE_SECONDS = 30;

    /** What it printed, and its exit status. */
    record Printed(int status, String text) {}

    /** The binary that the build fetched; absent on platforms for which it fetches none. */
    static Optional<StockClient> fetched() {
        Path binary = Path.of(System.getProperty("breakwater.home"), "clearing-node", "target", "buf", "buf");
        return Files.exists(binary) ? Optional.of(new StockClient(binary)) : Optional.empty();
    }

    Printed run(Path directory, List<String> arguments) {
        if (!binary.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make " + binary + " executable");
        }
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("buf did not end: " + text);
            }
            return new Printed(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while buf ran", e);
        }
    }
}
