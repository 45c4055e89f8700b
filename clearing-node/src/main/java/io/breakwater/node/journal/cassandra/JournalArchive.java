package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** The journal of one keyspace for those who only read it, with a session of its own. Blocks; never writes. */
public final class JournalArchive implements AutoCloseable {

    private final CqlSession session;
    private final JournalReader reader;
    private SortedMap<String, SortedSet<Long>> partitions = Collections.emptySortedMap();

    private JournalArchive(CqlSession session, String keyspace) {
        this.session = session;
        this.reader = new JournalReader(session, keyspace);
    }

    /** Opens it; throws {@link UnreachableCassandraException} or {@link SchemaMismatchException}. */
    public static JournalArchive open(CassandraSettings settings) {
        CqlSession session = session(settings);
        try {
            SchemaMigration.check(session, settings.keyspace());
            return new JournalArchive(session, settings.keyspace());
        } catch (DriverException unreadable) {
            session.close();
            throw unreachable("the schema could not be checked", unreadable);
        } catch (RuntimeException unusable) {
            session.close();
            throw unusable;
        }
    }

    /** The keyspaces of the ring that hold a journal, in order. */
    public static List<String> keyspaces(CassandraSettings ring) {
        try (CqlSession session = session(ring)) {
            return JournalReader.keyspaces(session);
        }
    }

    /** Every persistence id there is now, in order. */
    public List<String> persistenceIds() {
        try {
            partitions = reader.partitions();
        } catch (DriverException unreadable) {
            throw unreachable("the persistence ids could not be listed", unreadable);
        }
        return List.copyOf(partitions.keySet());
    }

    /** All rows of an id, partition by partition in order, each partition followed by its head and its delete mark. */
    public void read(String persistenceId, Consumer<JournalRow> rows, ObjLongConsumer<Head> heads) {
        for (long partition : partitions.getOrDefault(persistenceId, Collections.emptySortedSet())) {
            try {
                reader.read(persistenceId, partition, rows, heads);
            } catch (DriverException unreadable) {
                throw unreachable("the rows of " + persistenceId + " could not be read", unreadable);
            }
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private static UnreachableCassandraException unreachable(String what, DriverException why) {
        return new UnreachableCassandraException(what + ": " + why.getMessage(), why);
    }

    private static CqlSession session(CassandraSettings settings) {
        try {
            return CassandraSessions.openNow(settings);
        } catch (AllNodesFailedException e) {
            throw new UnreachableCassandraException("no Cassandra node answers at " + settings.contactPoints(), e);
        }
    }
}
