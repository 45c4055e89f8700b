package io.breakwater.bench.trades;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.breakwater.bench.ground.BenchFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a house wrote to its journal in a span of time, as the batches it wrote. */
final class WrittenRows {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PAGE = 1_000;
    private static final String WRITTEN = "written";

    private final List<Batch> batches;

    private WrittenRows(List<Batch> batches) {
        this.batches = batches;
    }

    /** One column of one row as it is stored. */
    record Cell(String column, Optional<ByteBuffer> value) {}

    /** One row: what its statement binds. */
    record StoredRow(long sequenceNumber, List<Cell> cells) {}

    /** The rows of one conditional write, all in one partition. */
    record Batch(String persistenceId, long partition, long micros, List<StoredRow> rows) {
        Batch {
            rows = List.copyOf(rows);
        }
    }

    private record Write(String persistenceId, long partition, UUID id) {}

    private record Found(long micros, StoredRow row) {}

    /** Reads the rows that Cassandra has written between two instants, of the whole table. */
    static WrittenRows read(CqlSession session, String keyspace, Instant from, Instant to) {
        Map<Write, List<Found>> found = new HashMap<>();
        List<String> columns = columns(session, keyspace);
        SimpleStatement all = SimpleStatement.newInstance("SELECT " + String.join(", ", columns)
                        + ", WRITETIME(payload) AS " + WRITTEN + " FROM " + keyspace + ".journal")
                .setTimeout(PATIENCE)
                .setPageSize(PAGE);
        for (Row row : session.execute(all)) {
            long micros = row.getLong(WRITTEN);
            UUID write = row.getUuid("write_id");
            if (write != null && micros >= micros(from) && micros <= micros(to)) {
                found.computeIfAbsent(
                                new Write(
                                        String.valueOf(row.getString("persistence_id")),
                                        row.getLong("partition_number"),
                                        write),
                                each -> new ArrayList<>())
                        .add(new Found(micros, stored(row, columns)));
            }
        }
        List<Batch> batches = new ArrayList<>();
        found.forEach((write, rows) -> {
            rows.sort(Comparator.comparingLong(each -> each.row().sequenceNumber()));
            batches.add(new Batch(
                    write.persistenceId(),
                    write.partition(),
                    rows.get(0).micros(),
                    rows.stream().map(Found::row).toList()));
        });
        batches.sort(Comparator.comparingLong(Batch::micros)
                .thenComparingLong(batch -> batch.rows().get(0).sequenceNumber()));
        return new WrittenRows(Collections.unmodifiableList(batches));
    }

    private static StoredRow stored(Row row, List<String> columns) {
        return new StoredRow(
                row.getLong("sequence_number"),
                columns.stream()
                        .map(column -> {
                            @Nullable ByteBuffer value = row.getBytesUnsafe(column);
                            return new Cell(column, Optional.ofNullable(value));
                        })
                        .toList());
    }

    private static List<String> columns(CqlSession session, String keyspace) {
        return session
                .getMetadata()
                .getKeyspace(keyspace)
                .flatMap(tables -> tables.getTable("journal"))
                .orElseThrow(() -> new BenchFailure("keyspace " + keyspace + " has no journal"))
                .getColumns()
                .keySet()
                .stream()
                .map(CqlIdentifier::asInternal)
                .filter(column -> !RawWrites.OF_THE_PARTITION.contains(column))
                .toList();
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** The columns of a row, in the order of its cells. */
    List<String> columns() {
        return batches.stream()
                .findFirst()
                .map(batch ->
                        batch.rows().get(0).cells().stream().map(Cell::column).toList())
                .orElseThrow(() -> new BenchFailure("nothing was written"));
    }

    int size() {
        return batches.size();
    }

    /** How many of them were written by entities of a kind, such as {@code account}. */
    long of(String kind) {
        return batches.stream()
                .filter(batch -> batch.persistenceId().startsWith(kind + "|"))
                .count();
    }

    /** All bytes of all columns. */
    long bytes() {
        return batches.stream()
                .flatMap(batch -> batch.rows().stream())
                .flatMap(row -> row.cells().stream())
                .flatMap(cell -> cell.value().stream())
                .mapToLong(ByteBuffer::remaining)
                .sum();
    }

    /** The batches partition by partition, each in its order; whose first was written first comes first. */
    Collection<Deque<Batch>> byPartition() {
        Map<List<Object>, Deque<Batch>> chains = new LinkedHashMap<>();
        batches.forEach(batch -> chains.computeIfAbsent(
                        List.of(batch.persistenceId(), batch.partition()), each -> new ArrayDeque<>())
                .add(batch));
        return chains.values();
    }
}
