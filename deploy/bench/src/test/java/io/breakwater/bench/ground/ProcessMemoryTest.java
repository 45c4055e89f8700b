package io.breakwater.bench.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    @Test
    void liveHeapIsTheTotalOfAHistogram() {
        assertThat(ProcessMemory.liveHeap("""
                         num     #instances         #bytes  class name (module)
                        -------------------------------------------------------
                           1:         10000         240000  java.lang.String (java.base@17)
                        Total         52345       41234567
                        """)).isEqualTo(41_234_567);
        assertThatThrownBy(() -> ProcessMemory.liveHeap("no such process")).isInstanceOf(BenchFailure.class);
    }

    @Test
    void memoryOfThisProcessIsMoreThanItsHistogramsOwn() {
        assertThat(ProcessMemory.of(ProcessHandle.current().pid()).liveHeapBytes())
                .isPositive();
    }
}
