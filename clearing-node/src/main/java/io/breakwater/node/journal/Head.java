package io.breakwater.node.journal;

/**
 * The end of a persistence id's history: its highest sequence number, the partition that number was written to (its own
 * or, after a spill, the one before), and its link in the chain. Numbers never change once written, so a head that was
 * true once describes its number for ever.
 */
public record Head(long sequenceNumber, long partition, Chain chain) {

    /** The head of a persistence id that was never written. */
    public static final Head NONE = new Head(0, 0, Chain.GENESIS);

    /** True before the first write. */
    public boolean isNone() {
        return sequenceNumber == 0;
    }
}
