package io.breakwater.node.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One atomic write of one persistence id: consecutive events that continue a known head, all stored or none. The write
 * id tells this request from every other, so that its own retries are recognised.
 */
public record EventBatch(UUID writeId, Head previous, List<StoredEvent> events, List<Chain> chain) {

    public EventBatch {
        events = List.copyOf(events);
        chain = List.copyOf(chain);
        if (events.isEmpty() || events.size() != chain.size()) {
            throw new IllegalArgumentException(events.size() + " events with " + chain.size() + " links");
        }
        long expected = previous.sequenceNumber();
        for (StoredEvent event : events) {
            expected++;
            if (event.sequenceNumber() != expected) {
                throw new IllegalArgumentException("event " + event.sequenceNumber() + " of " + event.persistenceId()
                        + " where " + expected + " follows");
            }
        }
    }

    /** The write that continues {@code previous} with {@code events}; computes their links and draws a write id. */
    public static EventBatch continuing(Head previous, List<StoredEvent> events) {
        List<Chain> links = new ArrayList<>(events.size());
        Chain link = previous.chain();
        for (StoredEvent event : events) {
            link = link.next(event.persistenceId(), event.sequenceNumber(), event.payload());
            links.add(link);
        }
        return new EventBatch(UUID.randomUUID(), previous, events, links);
    }

    public String persistenceId() {
        return events.get(0).persistenceId();
    }

    public long lowest() {
        return events.get(0).sequenceNumber();
    }

    public long highest() {
        return events.get(events.size() - 1).sequenceNumber();
    }

    /** The head once this write is applied: under the same claim, but for a partition that nobody has come to yet. */
    public Head head(Partitions partitions) {
        Head written = new Head(highest(), partitions.of(lowest()), chain.get(chain.size() - 1));
        return partitions.endsPartition(written) ? written : written.under(previous.claim());
    }
}
