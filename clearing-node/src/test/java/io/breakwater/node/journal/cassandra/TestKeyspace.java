package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.node.TestCassandra;
import io.breakwater.node.journal.Partitions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A keyspace of one test with the schema applied, and a session on it. */
public record TestKeyspace(String name, CqlSession session) implements AutoCloseable {

    public static TestKeyspace create() {
        TestKeyspace keyspace = empty();
        SchemaMigration.apply(keyspace.session, keyspace.name, new Replication(TestCassandra.datacenter(), 1));
        return keyspace;
    }

    /** A name and a session, and no keyspace yet. */
    static TestKeyspace empty() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        return new TestKeyspace(name, CassandraSessions.openNow(settings(name)));
    }

    static CassandraSettings settings(String keyspace) {
        return CassandraSettings.of(List.of(TestCassandra.contactPoint()), TestCassandra.datacenter(), keyspace);
    }

    /** What a plain actor system needs: plugin ids, contact point, datacenter, keyspace. */
    public Config config(String more) {
        return ConfigFactory.parseString(more).withFallback(ConfigFactory.parseString("""
                        pekko.persistence.journal.plugin = "breakwater.journal"
                        pekko.persistence.snapshot-store.plugin = "breakwater.snapshot-store"
                        breakwater.cassandra {
                          contact-points = ["%s"]
                          datacenter = "%s"
                          keyspace = "%s"
                        }
                        """.formatted(
                        TestCassandra.contactPoint(), TestCassandra.datacenter(), name)));
    }

    public JournalReader reader() {
        return new JournalReader(session, name);
    }

    public CassandraJournalStore store(Partitions partitions) {
        return new CassandraJournalStore(
                () -> CompletableFuture.completedFuture(session), name, partitions, StoreSettings.DEFAULT);
    }

    @Override
    public void close() {
        session.close();
    }
}
