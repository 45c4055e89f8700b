package io.breakwater.node.journal.cassandra;

import io.breakwater.node.journal.EventCodec;
import io.breakwater.node.journal.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.PersistentRepr;

/**
 * Reads events of an id again while its entity lives, as replay would hand them over. For an entity that needs its own
 * older events; never blocks.
 */
public final class EventReader {
    private final CassandraJournalStore store;
    private final EventCodec codec;

    /** A reader over the session that the actor system shares. */
    public EventReader(ActorSystem system) {
        SharedSession session = CassandraSessionExtension.of(system);
        this.store =
                new CassandraJournalStore(session::opened, session.keyspace(), Partitions.FIXED, StoreSettings.DEFAULT);
        this.codec = new EventCodec(system);
    }

    /**
     * The events from a number on, in order, at most {@code max}, up to the head; none if the head is below {@code from}.
     * Payloads are {@code Attributed} where the row names a principal.
     */
    public CompletionStage<List<PersistentRepr>> read(String persistenceId, long from, int max) {
        List<PersistentRepr> events = new ArrayList<>();
        return store.head(persistenceId, from)
                .thenCompose(head -> store.replay(
                        persistenceId, from, head.sequenceNumber(), max, row -> events.add(codec.restore(row.event()))))
                .thenApply(done -> events);
    }
}
