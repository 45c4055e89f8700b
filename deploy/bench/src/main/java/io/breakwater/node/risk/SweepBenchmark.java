package io.breakwater.node.risk;

import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

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

    /** How many accounts must be judged; the answer keeps the sweep from being optimized away. */
    @Benchmark
    public int sweep() {
        return book.sweep(market).size();
    }
}
