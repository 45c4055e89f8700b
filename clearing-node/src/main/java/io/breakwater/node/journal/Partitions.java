package io.breakwater.node.journal;

/**
 * The cut of a persistence id's rows into partitions of a fixed number of sequence numbers. An atomic write lies in the
 * partition of its <em>lowest</em> number, so that two rivals which continue the same history always meet in the same
 * partition; rows behind the first may spill over its last number. An atomic write holds at most as many events as a
 * partition has numbers, so no partition is ever skipped.
 */
public record Partitions(int rows) {

    /** The cut of every real journal; fixed for ever when a keyspace is created. */
    public static final Partitions FIXED = new Partitions(512);

    public Partitions {
        if (rows < 1) {
            throw new IllegalArgumentException("a partition has at least one row, not " + rows);
        }
    }

    /** The partition of a write whose lowest number is given: numbers 1 to {@code rows} are partition 0. */
    public long of(long sequenceNumber) {
        if (sequenceNumber < 1) {
            throw new IllegalArgumentException("sequence numbers start at 1, not " + sequenceNumber);
        }
        return (sequenceNumber - 1) / rows;
    }

    /** True when the write that follows the given head belongs to a later partition than the head's own. */
    public boolean endsPartition(Head head) {
        return of(head.sequenceNumber() + 1) > head.partition();
    }
}
