package io.breakwater.node.audit;

import com.typesafe.config.ConfigFactory;
import io.breakwater.node.journal.EventCodec;
import io.breakwater.node.journal.StoredPayload;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.journal.cassandra.JournalArchive;
import java.util.List;
import org.apache.pekko.actor.ActorSystem;

/**
 * The journal of a house in Cassandra. Reads it as it is stored, and makes events of it with the serializers of the node
 * in an actor system of its own that has nothing else to do.
 */
public final class CassandraSource implements JournalSource, AutoCloseable {

    private final JournalArchive archive;
    private final ActorSystem system;
    private final EventCodec codec;

    private CassandraSource(JournalArchive archive) {
        this.archive = archive;
        this.system = ActorSystem.create("breakwater-audit", ConfigFactory.load("breakwater-audit"));
        this.codec = new EventCodec(system);
    }

    /**
     * Opens the journal of a keyspace.
     *
     * @throws io.breakwater.node.journal.cassandra.UnreachableCassandraException when no node answers
     * @throws io.breakwater.node.journal.cassandra.SchemaMismatchException when there is no journal of this release
     */
    public static CassandraSource open(CassandraSettings settings) {
        JournalArchive archive = JournalArchive.open(settings);
        try {
            return new CassandraSource(archive);
        } catch (RuntimeException | Error notStarted) {
            archive.close();
            throw notStarted;
        }
    }

    @Override
    public List<String> persistenceIds() {
        return archive.persistenceIds();
    }

    @Override
    public void read(String persistenceId, Rows rows) {
        archive.read(persistenceId, rows::row, rows::partition);
    }

    @Override
    public Object event(StoredPayload payload) {
        return codec.object(payload);
    }

    @Override
    public void close() {
        system.terminate();
        archive.close();
    }
}
