package io.breakwater.node.journal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.pekko.util.ByteString;

/** Events in stored form for tests of the store. */
public final class StoredEvents {

    private StoredEvents() {}

    /** Events {@code from..to} of an id; {@code writer} is their writer and is in their payload. */
    public static List<StoredEvent> range(String persistenceId, String writer, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(number -> event(persistenceId, writer, number, writer + "-" + number))
                .toList();
    }

    public static StoredEvent event(String persistenceId, String writer, long number, String text) {
        return new StoredEvent(
                persistenceId,
                number,
                new StoredPayload(20, "text", ByteString.fromString(text)),
                "",
                writer,
                0,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }
}
