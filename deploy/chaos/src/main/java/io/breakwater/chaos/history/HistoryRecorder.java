package io.breakwater.chaos.history;

import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes down what clients do and are answered: one line of JSON for each operation as it ends, in a file that only grows.
 * Its clock is the one of the run. Threads share it.
 */
public final class HistoryRecorder implements AutoCloseable {

    /** The name of the file in the directory of a run. */
    public static final String FILE = "history.jsonl";

    private static final String NEVER_ENDED = "NEVER_ENDED";

    private final Path file;
    private final BufferedWriter out;
    private final long beganNanos = System.nanoTime();
    private final SortedMap<Long, Begun> open = new TreeMap<>();
    private long next = 1;
    private boolean closed;

    private HistoryRecorder(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
    }

    /** Begins the history of a run, whose clock begins now. */
    public static HistoryRecorder open(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(FILE);
        return new HistoryRecorder(file, Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW));
    }

    /** Milliseconds since the run began. */
    public long now() {
        return (System.nanoTime() - beganNanos) / 1_000_000;
    }

    /** What is called, by whom, about what. */
    public record Call(String client, String name, String resource, String requestId) {}

    /** An operation is sent; it is in the history once it has ended. */
    public synchronized Begun begin(Call call, String entrance, Map<String, String> asked) {
        Begun begun = new Begun(this, next, call, entrance, asked);
        open.put(next, begun);
        next++;
        return begun;
    }

    private synchronized void end(Begun begun, Result result, String reason, Map<String, String> answered) {
        if (open.remove(begun.number) == null || closed) {
            return;
        }
        try {
            out.write(OperationJson.write(begun.operation(now(), result, reason, answered)));
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be written", e);
        }
    }

    /** All that has ended so far, in the order in which it was sent. */
    public synchronized List<Operation> operations() {
        try {
            if (!closed) {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be written", e);
        }
        return read(file);
    }

    /** The operations of a history file, in the order in which they were sent. */
    public static List<Operation> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(OperationJson::read)
                    .sorted(Comparator.comparingLong(Operation::number))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be read", e);
        }
    }

    /** Whatever has not ended by now is taken down as unknown. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        new ArrayList<>(open.values()).forEach(begun -> end(begun, Result.UNKNOWN, NEVER_ENDED, Map.of()));
        closed = true;
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be written", e);
        }
    }

    /** An operation that was sent. It ends once; whatever is said of it later is not taken down. */
    public static final class Begun {

        private final HistoryRecorder recorder;
        private final long number;
        private final Call call;
        private final String entrance;
        private final Map<String, String> asked;
        private final long invokedAt;

        private Begun(HistoryRecorder recorder, long number, Call call, String entrance, Map<String, String> asked) {
            this.recorder = recorder;
            this.number = number;
            this.call = call;
            this.entrance = entrance;
            this.asked = Map.copyOf(asked);
            this.invokedAt = recorder.now();
        }

        /** It took effect, or was read. */
        public void ok(Map<String, String> answered) {
            recorder.end(this, Result.OK, "", answered);
        }

        /** It definitely did not take effect. */
        public void refused(String reason) {
            recorder.end(this, Result.REFUSED, reason, Map.of());
        }

        /** Nobody told. */
        public void unknown(String reason) {
            recorder.end(this, Result.UNKNOWN, reason, Map.of());
        }

        private Operation operation(long endedAt, Result result, String reason, Map<String, String> answered) {
            Map<String, String> facts = new TreeMap<>(asked);
            facts.putAll(answered);
            return new Operation(
                    number,
                    call.client(),
                    call.name(),
                    call.resource(),
                    call.requestId(),
                    entrance,
                    invokedAt,
                    endedAt,
                    result,
                    reason,
                    facts);
        }
    }
}
