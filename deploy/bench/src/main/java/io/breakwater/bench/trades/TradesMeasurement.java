package io.breakwater.bench.trades;

import com.datastax.oss.driver.api.core.CqlSession;
import io.breakwater.bench.api.Api;
import io.breakwater.bench.api.House;
import io.breakwater.bench.ground.Ground;
import io.breakwater.bench.report.Goal;
import io.breakwater.bench.report.Measure;
import io.breakwater.node.demo.NodeFleet;
import io.breakwater.node.journal.cassandra.CassandraSessions;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How many trades one node and one Cassandra acknowledge and apply at both accounts, first as fast as they go, then at a
 * steady share of that, for latencies; and how fast the driver alone repeats the writes of the first.
 */
public final class TradesMeasurement {

    private static final double GOAL_PERCENT = 30;
    private static final double STEADY_SHARE = 0.7;
    private static final int VENUES = 4;
    private static final int NOT_YET_APPLIED = 4;
    private static final List<Integer> RAW_AT_ONCE = List.of(64, 128, 256);
    private static final Duration RAW_PATIENCE = Duration.ofSeconds(30);
    private static final double MICROS_PER_MILLI = 1e3;

    private TradesMeasurement() {}

    /** How large and how long. */
    public record Plan(int accounts, Duration warmUp, Duration saturated, Duration steady, Duration raw) {}

    /** Measures, in keyspaces of its own. */
    public static List<Measure> run(Ground ground, Plan plan) throws IOException {
        CassandraSettings keyspace = ground.keyspace("bench_trades");
        NodeFleet node = ground.nodes("trades", 1, keyspace.keyspace(), List.of("-Xmx1g"));
        TradeLoad.Tally saturated;
        TradeLoad.Tally steady;
        try (Api api = Api.at(node.apis().get(0))) {
            House house = new House(api);
            house.awaitServing(1);
            List<String> accounts = house.found(plan.accounts());
            try (TradeLoad load = new TradeLoad(api, house, accounts, VENUES)) {
                load.saturated(plan.warmUp(), NOT_YET_APPLIED);
                saturated = load.saturated(plan.saturated(), NOT_YET_APPLIED);
                steady = load.paced(saturated.perSecond() * STEADY_SHARE, plan.steady());
            }
        } finally {
            ground.end(node);
        }
        return measures(saturated, steady, raw(ground, keyspace, saturated, plan));
    }

    private record Raw(double writesPerSecond, long writes, long ofAccounts, long bytes) {}

    /** The best rate that the driver reaches with any number of writes at once, after a warm-up of its own. */
    private static Raw raw(Ground ground, CassandraSettings from, TradeLoad.Tally saturated, Plan plan) {
        CassandraSettings to = ground.keyspace("bench_raw");
        CassandraSettings patient =
                new CassandraSettings(to.contactPoints(), to.datacenter(), to.keyspace(), RAW_PATIENCE);
        try (CqlSession session = CassandraSessions.openNow(patient)) {
            WrittenRows rows = WrittenRows.read(
                    session,
                    from.keyspace(),
                    saturated.began(),
                    saturated.began().plus(saturated.took()));
            RawWrites writes = new RawWrites(session, to.keyspace(), rows.columns());
            Deque<RawWrites.Chain> work = new ArrayDeque<>();
            rows.byPartition().forEach(batches -> work.add(new RawWrites.Chain(batches)));
            Duration each = plan.raw().dividedBy(RAW_AT_ONCE.size() + 1);
            writes.write(work, RAW_AT_ONCE.get(0), each);
            double best = 0;
            for (int atOnce : RAW_AT_ONCE) {
                RawWrites.Rate rate = writes.write(work, atOnce, each);
                best = Math.max(best, rate.perSecond());
            }
            return new Raw(best, rows.size(), rows.of("account"), rows.bytes());
        }
    }

    private static List<Measure> measures(TradeLoad.Tally saturated, TradeLoad.Tally steady, Raw raw) {
        double writesPerTrade = (double) raw.writes() / saturated.trades();
        double rawTrades = raw.writesPerSecond() / writesPerTrade;
        Measure rate = Measure.of("trades", "trades applied at both accounts", saturated.perSecond(), "per second")
                .with("raw conditional batches of the same rows, trades per second", rawTrades)
                .with(
                        "journal writes per second",
                        raw.writes() * 1e9 / saturated.took().toNanos())
                .with("raw journal writes per second", raw.writesPerSecond())
                .with("postings per account event", 2.0 * saturated.trades() / raw.ofAccounts())
                .with("bytes per journal write", (double) raw.bytes() / raw.writes());
        Measure ratio = Measure.of(
                        "trades_of_raw",
                        "of what the driver alone reaches",
                        100 * saturated.perSecond() / rawTrades,
                        "%")
                .against(Goal.atLeast(GOAL_PERCENT, "%"));
        Measure latency = Measure.of(
                        "trades_applied_p99",
                        "trade due until applied at both accounts, p99",
                        millis(steady.applied(), 99),
                        "ms")
                .with("applied, p50, ms", millis(steady.applied(), 50))
                .with("acknowledged, p99, ms", millis(steady.acknowledged(), 99))
                .with("acknowledged, p50, ms", millis(steady.acknowledged(), 50))
                .with("trades per second, open loop", steady.perSecond());
        return List.of(rate, ratio, latency);
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
