package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.breakwater.node.journal.Claim;
import io.breakwater.node.journal.EventBatch;
import io.breakwater.node.journal.Head;
import io.breakwater.node.journal.Partitions;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The statements of the journal table, prepared on one session. */
final class JournalTable {
    /** Three tries of a request timeout each stay below the circuit breaker's call timeout. */
    private static final int READ_REPEATS = 2;
    /** What the partition must be for a write or a claim to be stored. */
    private static final String UNCHANGED = " IF head = :previous_head AND claim = :previous_claim";

    private final CqlSession session;
    private final Partitions partitions;
    private final StoreSettings settings;
    private final PreparedStatement moveHead;
    private final PreparedStatement claim;
    private final PreparedStatement insert;
    private final PreparedStatement readFrom;
    private final PreparedStatement readHead;
    private final PreparedStatement readRow;
    private final PreparedStatement mark;

    /** Prepares all statements; blocks, so it runs where a session has just been opened. */
    JournalTable(CqlSession session, String keyspace, Partitions partitions, StoreSettings settings) {
        String table = keyspace + ".journal";
        String partition = " WHERE persistence_id = :persistence_id AND partition_number = :partition_number";
        this.session = session;
        this.partitions = partitions;
        this.settings = settings;
        this.moveHead = session.prepare("UPDATE " + table + " SET head = :head, head_chain = :head_chain" + partition
                + (isFenced() ? UNCHANGED : ""));
        this.claim = session.prepare("UPDATE " + table + " SET claim = :claim" + partition + UNCHANGED);
        this.insert = session.prepare(JournalRows.insert(table));
        this.readFrom = session.prepare("SELECT * FROM " + table + partition + " AND sequence_number >= :from_number");
        this.readHead =
                session.prepare("SELECT head, head_chain, deleted_to, claim FROM " + table + partition + " LIMIT 1");
        this.readRow =
                session.prepare("SELECT write_id FROM " + table + partition + " AND sequence_number = :from_number");
        this.mark = session.prepare(
                "UPDATE " + table + " SET deleted_to = :deleted_to" + partition + " IF deleted_to = :previous_mark");
    }

    /** One batch in one partition: the head moves from the previous number, and the rows are added. */
    CompletionStage<AsyncResultSet> append(EventBatch batch) {
        return session.executeAsync(batchStatement(batch));
    }

    private BatchStatement batchStatement(EventBatch batch) {
        long partition = partitions.of(batch.lowest());
        int last = batch.events().size() - 1;
        BoundStatement head = at(moveHead, batch.persistenceId(), partition)
                .setLong("head", batch.highest())
                .setByteBuffer("head_chain", batch.chain().get(last).digest().asByteBuffer());
        if (isFenced()) {
            head = unchanged(head, batch.previous(), partition);
        }
        BatchStatementBuilder statement =
                BatchStatement.builder(BatchType.UNLOGGED).addStatement(head);
        for (int i = 0; i <= last; i++) {
            statement.addStatement(JournalRows.bind(insert, batch, i, partition));
        }
        return statement.setIdempotence(false).build();
    }

    /** False in the test that proves what the fence is for: then nothing is claimed and writes are not conditional. */
    boolean isFenced() {
        return settings.fence() == Fence.ON;
    }

    /**
     * Claims the partition that the next number behind this head goes to. Stored only if neither head nor claim have
     * changed, so a claim that arrives late, after another, is not; sent again it is refused as unchanged no more, and
     * the answer shows it.
     */
    CompletionStage<AsyncResultSet> claim(String persistenceId, Head head, Claim by) {
        long partition = partitions.of(head.sequenceNumber() + 1);
        BoundStatement statement = at(claim, persistenceId, partition).setString("claim", by.text());
        return session.executeAsync(unchanged(statement, head, partition).setIdempotent(false));
    }

    /** The head that the partition must have, none if that number was written to an earlier one, and the claim. */
    private static BoundStatement unchanged(BoundStatement statement, Head head, long partition) {
        OptionalLong number = head.isNone() || head.partition() != partition
                ? OptionalLong.empty()
                : OptionalLong.of(head.sequenceNumber());
        return expecting(statement, "previous_head", number)
                .set("previous_claim", head.claim().map(Claim::text).orElse(null), String.class);
    }

    /** Rows of a partition from a number on, in order and in pages, each with the partition's head. */
    CompletionStage<AsyncResultSet> readFrom(String persistenceId, long partition, long from) {
        return read(at(readFrom, persistenceId, partition)
                .setLong("from_number", from)
                .setPageSize(settings.pageRows()));
    }

    /** The head of a partition and the claim on it. */
    CompletionStage<PartitionHead> readHead(String persistenceId, long partition) {
        return read(at(readHead, persistenceId, partition))
                .thenApply(result ->
                        Optional.ofNullable(result.one()).map(PartitionHead::of).orElse(PartitionHead.NONE));
    }

    /** The row of a write's lowest number, of which only the write id is read. */
    CompletionStage<Optional<Row>> readWriteId(EventBatch batch) {
        return read(at(readRow, batch.persistenceId(), partitions.of(batch.lowest()))
                        .setLong("from_number", batch.lowest())
                        .setConsistencyLevel(settings.fence().settlingReads()))
                .thenApply(result -> Optional.ofNullable(result.one()));
    }

    /** A read, repeated when it fails: one stopped replica must not fail the recovery of a third of all entities. */
    private CompletionStage<AsyncResultSet> read(BoundStatement statement) {
        CompletionStage<AsyncResultSet> result = session.executeAsync(statement);
        for (int repeat = 0; repeat < READ_REPEATS; repeat++) {
            result = result.exceptionallyCompose(failure -> session.executeAsync(statement));
        }
        return result;
    }

    /** Moves the delete mark of a partition; false if it is not the given one any more. */
    CompletionStage<Boolean> mark(String persistenceId, PartitionHead head, long partition, long deletedTo) {
        BoundStatement statement = at(mark, persistenceId, partition).setLong("deleted_to", deletedTo);
        OptionalLong previous = head.deletedTo() == 0 ? OptionalLong.empty() : OptionalLong.of(head.deletedTo());
        return session.executeAsync(expecting(statement, "previous_mark", previous))
                .thenApply(AsyncResultSet::wasApplied);
    }

    private static BoundStatement at(PreparedStatement statement, String persistenceId, long partition) {
        return statement.bind().setString("persistence_id", persistenceId).setLong("partition_number", partition);
    }

    private static BoundStatement expecting(BoundStatement statement, String variable, OptionalLong value) {
        @Nullable Long expected = value.isPresent() ? (Long) value.getAsLong() : null;
        return statement.set(variable, expected, Long.class);
    }
}
