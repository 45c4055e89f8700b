package io.breakwater.node.risk;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.risk.Market;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One sweep of a node's risk book at a new snapshot, on one thread: every account of a node valued and compared with the
 * level at which it is called. It stands in the node's package because nothing else has to see the book.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SweepBenchmark {

    @Param("10000")
    private int accounts;

    @Param("20")
    private int positions;

    private final RiskBook book = new RiskBook();
    private final SweptHouse house = new SweptHouse();
    private final Market market = house.market();

    @Setup
    public void fill() {
        book.take(house.terms());
        for (int n = 0; n < accounts; n++) {
            EntityId id = EntityId.of(EntityKind.ACCOUNT, "a" + n);
            book.recovered(id, house.account(id, n, positions));
        }
    }

    /** The processor time of all sweeps of an iteration, which a busy machine does not stretch as it does the clock. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Processor {

        public double sweeps;
        public double nanos;
        private long began;

        @Setup(Level.Iteration)
        public void begin() {
            sweeps = 0;
            nanos = 0;
            began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        @TearDown(Level.Iteration)
        public void end() {
            nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        }
    }

    /** How many accounts must be judged; the answer keeps the sweep from being optimized away. */
    @Benchmark
    public int sweep(Processor processor) {
        processor.sweeps++;
        return book.sweep(market).size();
    }
}
