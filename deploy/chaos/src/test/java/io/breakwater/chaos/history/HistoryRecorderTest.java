package io.breakwater.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.chaos.history.HistoryRecorder.Call;
import io.breakwater.chaos.run.Operation;
import io.breakwater.chaos.run.Operation.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history keeps what clients were told, in the order in which they asked. */
final class HistoryRecorderTest {

    private static final Call READ = new Call("member/a", "GetAccount", "a", "");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path directory;

    @Test
    void operationsComeBackInTheOrderInWhichTheyWereSent() throws IOException {
        try (HistoryRecorder history = HistoryRecorder.open(directory)) {
            var first = history.begin(READ, "n1", Map.of("tokens", "bank|main=1"));
            var second = history.begin(READ, "n2", Map.of());
            second.refused("NOT_YOURS");
            first.ok(Map.of("cash", "7"));
            List<Operation> read = history.operations();
            assertThat(read).extracting(Operation::number).containsExactly(1L, 2L);
            assertThat(read.get(0).facts()).containsEntry("cash", "7").containsEntry("tokens", "bank|main=1");
            assertThat(read.get(1).result()).isEqualTo(Result.REFUSED);
            assertThat(read.get(1).reason()).isEqualTo("NOT_YOURS");
        }
    }

    @Test
    void whatNeverEndedIsUnknown() throws IOException {
        try (HistoryRecorder history = HistoryRecorder.open(directory)) {
            history.begin(READ, "n1", Map.of());
        }
        assertThat(HistoryRecorder.read(directory.resolve(HistoryRecorder.FILE)))
                .singleElement()
                .satisfies(operation -> assertThat(operation.result()).isEqualTo(Result.UNKNOWN));
    }

    @Test
    void closedHistoryCanBeRead() throws IOException {
        HistoryRecorder history = HistoryRecorder.open(directory);
        history.begin(READ, "n1", Map.of()).ok(Map.of());
        history.close();
        history.close();
        assertThat(history.operations()).hasSize(1);
    }

    @Test
    void anOperationEndsOnce() throws IOException {
        try (HistoryRecorder history = HistoryRecorder.open(directory)) {
            var begun = history.begin(READ, "n1", Map.of());
            begun.unknown("UNAVAILABLE");
            begun.ok(Map.of());
            assertThat(history.operations()).singleElement().satisfies(operation -> assertThat(operation.reason())
                    .isEqualTo("UNAVAILABLE"));
        }
    }
}
