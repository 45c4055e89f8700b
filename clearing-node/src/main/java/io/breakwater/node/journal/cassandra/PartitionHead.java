package io.breakwater.node.journal.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.breakwater.node.journal.Chain;
import io.breakwater.node.journal.Claim;
import io.breakwater.node.journal.Head;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * The static part of a partition: the last number written to it, that row's link, the delete mark (0: none), and the last
 * claim.
 *
 * @param head 0 when no write ever came here; then there may be a claim all the same
 */
record PartitionHead(long head, Chain chain, long deletedTo, Optional<Claim> claim) {

    /** Of a partition that nobody has come to. */
    static final PartitionHead NONE = new PartitionHead(0, Chain.GENESIS, 0, Optional.empty());

    /** Reads it from any row of the partition. */
    static PartitionHead of(Row row) {
        Optional<Claim> claim = Claim.parse(Optional.ofNullable(row.getString("claim")));
        if (row.isNull("head") || row.isNull("head_chain")) {
            return new PartitionHead(0, Chain.GENESIS, 0, claim);
        }
        return new PartitionHead(
                row.getLong("head"),
                new Chain(ByteString.fromByteBuffer(row.getByteBuffer("head_chain"))),
                row.getLong("deleted_to"),
                claim);
    }

    boolean isWritten() {
        return head > 0;
    }

    Head in(long partition) {
        return new Head(head, partition, chain, claim);
    }
}
