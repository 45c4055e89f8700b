package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.breakwater.node.journal.Chain;
import io.breakwater.node.journal.Head;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** The static part of a partition: the last number written to it, that row's link, and the delete mark (0: none). */
record PartitionHead(long head, Chain chain, long deletedTo) {

    /** Reads it from any row of the partition; empty if no write ever came here. */
    static Optional<PartitionHead> of(Row row) {
        if (row.isNull("head") || row.isNull("head_chain")) {
            return Optional.empty();
        }
        return Optional.of(new PartitionHead(
                row.getLong("head"),
                new Chain(ByteString.fromByteBuffer(row.getByteBuffer("head_chain"))),
                row.getLong("deleted_to")));
    }

    Head in(long partition) {
        return new Head(head, partition, chain);
    }
}
