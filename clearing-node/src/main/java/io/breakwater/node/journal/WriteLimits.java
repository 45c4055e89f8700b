package io.breakwater.node.journal;

import com.typesafe.config.Config;
import java.util.List;

/**
 * Bounds of one write: bytes per event, events per atomic write, bytes per atomic write. Beyond them a write is refused
 * before anything is sent.
 */
public record WriteLimits(long eventBytes, int writeEvents, long writeBytes) {

    /** Reads {@code max-event-bytes}, {@code max-write-events}, {@code max-write-bytes}. */
    public static WriteLimits from(Config journal, Partitions partitions) {
        WriteLimits limits = new WriteLimits(
                journal.getBytes("max-event-bytes"),
                Math.min(journal.getInt("max-write-events"), partitions.rows()),
                journal.getBytes("max-write-bytes"));
        if (limits.eventBytes < 1 || limits.writeEvents < 1 || limits.writeBytes < limits.eventBytes) {
            throw new IllegalArgumentException("limits of breakwater.journal make no sense: " + limits);
        }
        return limits;
    }

    /** Throws {@link TooLargeException} when the events of one atomic write break a bound. */
    public void check(List<StoredEvent> write) {
        for (StoredEvent event : write) {
            if (event.size() > eventBytes) {
                throw new TooLargeException("event " + event.sequenceNumber() + " of " + event.persistenceId() + " has "
                        + event.size() + " bytes; the limit is " + eventBytes);
            }
        }
        if (!fits(write.size(), bytes(write))) {
            throw new TooLargeException("an atomic write of " + write.get(0).persistenceId() + " has " + write.size()
                    + " events and " + bytes(write) + " bytes; the limits are " + writeEvents + " and " + writeBytes);
        }
    }

    /** True when so many events of so many bytes may go in one write. */
    public boolean fits(int events, long bytes) {
        return events <= writeEvents && bytes <= writeBytes;
    }

    /** The bytes of all events together. */
    public static long bytes(List<StoredEvent> events) {
        return events.stream().mapToLong(StoredEvent::size).sum();
    }
}
