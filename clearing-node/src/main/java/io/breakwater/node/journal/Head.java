package io.breakwater.node.journal;

import java.util.Optional;

/**
 * The end of a persistence id's history: its highest sequence number, the partition that number was written to (its own
 * or, after a spill, the one before), and its link in the chain. Numbers never change once written, so a head that was
 * true once describes its number for ever; who has claimed the history may change at any time.
 *
 * @param claim the claim on the partition that the next number goes to; absent while nobody has claimed that partition
 */
public record Head(long sequenceNumber, long partition, Chain chain, Optional<Claim> claim) {

    /** The head of a persistence id that was never written. */
    public static final Head NONE = new Head(0, 0, Chain.GENESIS);

    /** A head that nobody has claimed. */
    public Head(long sequenceNumber, long partition, Chain chain) {
        this(sequenceNumber, partition, chain, Optional.empty());
    }

    /** The same head under this claim. */
    public Head under(Optional<Claim> next) {
        return new Head(sequenceNumber, partition, chain, next);
    }

    /** True before the first write. */
    public boolean isNone() {
        return sequenceNumber == 0;
    }
}
