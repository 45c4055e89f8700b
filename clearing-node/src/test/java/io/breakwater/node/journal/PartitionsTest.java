package io.breakwater.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class PartitionsTest {

    @Test
    void aPartitionHoldsItsNumberOfRows() {
        Partitions partitions = new Partitions(4);
        assertThat(partitions.of(1)).isZero();
        assertThat(partitions.of(4)).isZero();
        assertThat(partitions.of(5)).isEqualTo(1);
        assertThat(partitions.of(8)).isEqualTo(1);
        assertThat(partitions.of(9)).isEqualTo(2);
    }

    @Test
    void realJournalsHaveFiveHundredAndTwelveRowsForEver() {
        assertThat(Partitions.FIXED.of(512)).isZero();
        assertThat(Partitions.FIXED.of(513)).isEqualTo(1);
    }

    @Test
    void aPartitionEndsAtItsLastNumberOrBehindIt() {
        Partitions partitions = new Partitions(4);
        assertThat(partitions.endsPartition(new Head(3, 0, Chain.GENESIS))).isFalse();
        assertThat(partitions.endsPartition(new Head(4, 0, Chain.GENESIS))).isTrue();
        assertThat(partitions.endsPartition(new Head(6, 0, Chain.GENESIS))).isTrue();
        assertThat(partitions.endsPartition(new Head(6, 1, Chain.GENESIS))).isFalse();
    }

    @Test
    void numbersStartAtOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Partitions(4).of(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Partitions(0));
    }
}
