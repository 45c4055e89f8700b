package io.breakwater.bench.trades;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.breakwater.bench.ground.BenchFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The same writes by the driver alone: every batch that a house wrote, again, as a conditional batch with the same rows in
 * the same partitions of another keyspace, so many at once; nothing decides, serializes or waits for anything else.
 */
final class RawWrites {

    /** Columns that a partition has once; the condition writes the head, the others are not copied. */
    static final Set<String> OF_THE_PARTITION = Set.of("head", "head_chain", "deleted_to");

    private final CqlSession session;
    private final PreparedStatement moveHead;
    private final PreparedStatement insert;

    /** Writes to a keyspace with the schema of a house and nothing in it. */
    RawWrites(CqlSession session, String keyspace, List<String> columns) {
        this.session = session;
        String table = keyspace + ".journal";
        this.moveHead = session.prepare("UPDATE " + table + " SET head = :head, head_chain = :head_chain"
                + " WHERE persistence_id = :persistence_id AND partition_number = :partition_number"
                + " IF head = :previous_head");
        this.insert = session.prepare("INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")");
    }

    /** How many writes in how long. */
    record Rate(long writes, Duration took) {
        double perSecond() {
            return writes * 1e9 / took.toNanos();
        }
    }

    /**
     * Writes as much of this as the time allows, each partition in order and so many partitions at once; takes what it has
     * written off the work.
     *
     * @throws BenchFailure when a write fails or is refused
     */
    Rate write(Deque<Chain> work, int atOnce, Duration lasting) {
        long began = System.nanoTime();
        long until = began + lasting.toNanos();
        AtomicLong written = new AtomicLong();
        List<CompletableFuture<@Nullable Void>> writers = IntStream.range(0, atOnce)
                .mapToObj(n -> writer(work, until, written))
                .toList();
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();
        return new Rate(written.get(), Duration.ofNanos(System.nanoTime() - began));
    }

    private CompletableFuture<@Nullable Void> writer(Deque<Chain> work, long until, AtomicLong written) {
        Chain chain;
        synchronized (work) {
            if (work.isEmpty() || System.nanoTime() > until) {
                return CompletableFuture.completedFuture(null);
            }
            chain = work.removeFirst();
        }
        WrittenRows.Batch batch = chain.left.removeFirst();
        return session.executeAsync(statement(batch, chain.head))
                .thenCompose(result -> {
                    requireApplied(result, batch);
                    written.incrementAndGet();
                    chain.head = batch.rows().get(batch.rows().size() - 1).sequenceNumber();
                    if (!chain.left.isEmpty()) {
                        synchronized (work) {
                            work.addLast(chain);
                        }
                    }
                    return writer(work, until, written);
                })
                .toCompletableFuture();
    }

    private static void requireApplied(AsyncResultSet result, WrittenRows.Batch batch) {
        if (!result.wasApplied()) {
            throw new BenchFailure("a write to " + batch.persistenceId() + " was refused");
        }
    }

    private BatchStatement statement(WrittenRows.Batch batch, @Nullable Long previous) {
        WrittenRows.StoredRow last = batch.rows().get(batch.rows().size() - 1);
        @Nullable ByteBuffer chain = last.cells().stream()
                .filter(cell -> cell.column().equals("chain"))
                .flatMap(cell -> cell.value().stream())
                .map(ByteBuffer::duplicate)
                .findFirst()
                .orElse(null);
        BoundStatement head = moveHead.bind()
                .setString("persistence_id", batch.persistenceId())
                .setLong("partition_number", batch.partition())
                .setLong("head", last.sequenceNumber())
                .setByteBuffer("head_chain", chain)
                .set("previous_head", previous, Long.class);
        BatchStatementBuilder statement =
                BatchStatement.builder(BatchType.UNLOGGED).addStatement(head);
        batch.rows().forEach(row -> statement.addStatement(bind(row)));
        return statement.setIdempotence(false).build();
    }

    private BoundStatement bind(WrittenRows.StoredRow row) {
        BoundStatement bound = insert.bind();
        for (WrittenRows.Cell cell : row.cells()) {
            bound = bound.setBytesUnsafe(
                    cell.column(), cell.value().map(ByteBuffer::duplicate).orElse(null));
        }
        return bound;
    }

    /** What is left to write to one partition. One writer has it at a time. */
    static final class Chain {
        private final Deque<WrittenRows.Batch> left;
        private volatile @Nullable Long head;

        Chain(Deque<WrittenRows.Batch> batches) {
            this.left = new ArrayDeque<>(batches);
        }
    }
}
