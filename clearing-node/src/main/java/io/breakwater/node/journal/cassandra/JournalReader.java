package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.JournalRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * Reads the journal as it is, for audit and tests: every row with every column, those below a delete mark included, with
 * no opinion on whether it is right. Blocks; never writes.
 */
public final class JournalReader {
    private static final int PAGE_ROWS = 200;
    private static final Duration SCAN_TIMEOUT = Duration.ofSeconds(30);

    private final CqlSession session;
    private final String table;

    public JournalReader(CqlSession session, String keyspace) {
        this.session = session;
        this.table = CassandraNames.requireKeyspace(keyspace) + ".journal";
    }

    /**
     * Every persistence id and the partitions it has, by a scan of the whole table at LOCAL_QUORUM: complete for all
     * writes that were answered before the scan began. (A scan cannot be serial.) A partition that was claimed and never
     * written is none.
     */
    public SortedMap<String, SortedSet<Long>> partitions() {
        SortedMap<String, SortedSet<Long>> partitions = new TreeMap<>();
        ResultSet rows = session.execute(
                SimpleStatement.newInstance("SELECT DISTINCT persistence_id, partition_number, head FROM " + table)
                        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                        .setTimeout(SCAN_TIMEOUT));
        for (Row row : rows) {
            if (!row.isNull("head")) {
                partitions
                        .computeIfAbsent(String.valueOf(row.getString("persistence_id")), id -> new TreeSet<>())
                        .add(row.getLong("partition_number"));
            }
        }
        return partitions;
    }

    /** Every persistence id, in order; a scan like {@link #partitions}. */
    public List<String> persistenceIds() {
        return List.copyOf(partitions().keySet());
    }

    /** Hands on the rows of one partition in order, read at LOCAL_SERIAL page by page; false if there is no such row. */
    public boolean forEachRow(String persistenceId, long partition, Consumer<JournalRow> consumer) {
        boolean any = false;
        for (Row row : session.execute(at("*", "", persistenceId, partition).setPageSize(PAGE_ROWS))) {
            if (!row.isNull("sequence_number")) {
                any = true;
                consumer.accept(JournalRows.read(row));
            }
        }
        return any;
    }

    /**
     * Hands on the rows of one partition in order, then the head and the delete mark that it states, as of the last page
     * that was read: rows up to that head were all there when it was.
     */
    void read(String persistenceId, long partition, Consumer<JournalRow> rows, ObjLongConsumer<Head> heads) {
        Optional<PartitionHead> stated = Optional.empty();
        for (Row row : session.execute(at("*", "", persistenceId, partition).setPageSize(PAGE_ROWS))) {
            stated = Optional.of(PartitionHead.of(row)).filter(PartitionHead::isWritten);
            if (!row.isNull("sequence_number")) {
                rows.accept(JournalRows.read(row));
            }
        }
        stated.ifPresent(found -> heads.accept(found.in(partition), found.deletedTo()));
    }

    /** The keyspaces that have a journal, in order. */
    static List<String> keyspaces(CqlSession session) {
        List<String> keyspaces = new ArrayList<>();
        for (Row row : session.execute("SELECT keyspace_name, table_name FROM system_schema.tables")) {
            if ("journal".equals(row.getString("table_name"))) {
                keyspaces.add(String.valueOf(row.getString("keyspace_name")));
            }
        }
        return keyspaces.stream().sorted().toList();
    }

    /** All rows of an id up to the first partition without rows; {@link #partitions} tells if there are any behind it. */
    public List<JournalRow> rows(String persistenceId) {
        List<JournalRow> rows = new ArrayList<>();
        long partition = 0;
        while (forEachRow(persistenceId, partition, rows::add)) {
            partition++;
        }
        return rows;
    }

    /** The head that a partition states; it should be its last row. */
    public Optional<Head> head(String persistenceId, long partition) {
        return statics(persistenceId, partition).map(found -> found.in(partition));
    }

    /** The delete mark of a partition: numbers up to it are hidden from replay; 0 if there is none. */
    public long deletedTo(String persistenceId, long partition) {
        return statics(persistenceId, partition).map(PartitionHead::deletedTo).orElse(0L);
    }

    private Optional<PartitionHead> statics(String persistenceId, long partition) {
        return Optional.ofNullable(
                        session.execute(at("head, head_chain, deleted_to, claim", " LIMIT 1", persistenceId, partition))
                                .one())
                .map(PartitionHead::of)
                .filter(PartitionHead::isWritten);
    }

    private SimpleStatement at(String columns, String limit, String persistenceId, long partition) {
        return SimpleStatement.newInstance(
                        "SELECT " + columns + " FROM " + table + " WHERE persistence_id = ? AND partition_number = ?"
                                + limit,
                        persistenceId,
                        partition)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL);
    }
}
