package io.breakwater.node.journal;

import java.util.Optional;
import java.util.Set;

/**
 * One row of the journal without its place in the chain: what an entity persisted, in stored form.
 *
 * @param sequenceNumber number of the event within its persistence id, from 1, without holes
 * @param adapterManifest manifest of the event adapter, empty without one
 * @param writerId id of the actor incarnation that persisted the event
 * @param timestampMillis wall clock of the writing node in milliseconds since 1970; for people only, no rule reads it
 * @param metadata metadata that Pekko attaches to replicated events
 */
public record StoredEvent(
        String persistenceId,
        long sequenceNumber,
        StoredPayload payload,
        String adapterManifest,
        String writerId,
        long timestampMillis,
        Set<String> tags,
        Optional<StoredPayload> metadata,
        Optional<Attribution> attribution) {

    public StoredEvent {
        tags = Set.copyOf(tags);
    }

    /** Bytes that this event takes in a write: payload and metadata. */
    public long size() {
        return (long) payload.bytes().length()
                + metadata.map(stored -> stored.bytes().length()).orElse(0);
    }
}
