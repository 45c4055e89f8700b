package io.breakwater.node.journal.cassandra;

import com.typesafe.config.Config;
import io.breakwater.node.journal.JournalStore;
import io.breakwater.node.journal.JournalStoreProvider;
import io.breakwater.node.journal.Partitions;
import org.apache.pekko.actor.ActorSystem;

/** The store of a clustered house: Cassandra, over the session that the actor system shares. */
public final class CassandraStoreProvider implements JournalStoreProvider {

    @Override
    public JournalStore store(ActorSystem system, Config journal) {
        SharedSession session = CassandraSessionExtension.of(system);
        return new CassandraJournalStore(
                session::opened,
                session.keyspace(),
                Partitions.FIXED,
                new StoreSettings(
                        Fence.from(journal), journal.getDuration("resolve-deadline"), journal.getInt("page-rows")));
    }
}
