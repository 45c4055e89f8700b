package io.breakwater.bench.cli;

import io.breakwater.bench.failover.FailoverMeasurement;
import io.breakwater.bench.ground.BenchFailure;
import io.breakwater.bench.ground.Ground;
import io.breakwater.bench.recovery.RecoveryMeasurement;
import io.breakwater.bench.report.Measure;
import io.breakwater.bench.sweep.SweepMeasurement;
import io.breakwater.bench.trades.TradesMeasurement;
import io.breakwater.node.demo.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/** Everything a bench measures, one after the other, so that nothing disturbs anything else. */
final class Measurements {

    /** What can be measured by itself. */
    enum Part {
        SWEEP,
        TRADES,
        RECOVERY,
        FAILOVER
    }

    /** How large and how long each part is. */
    record Scale(
            SweepMeasurement.Effort sweep,
            TradesMeasurement.Plan trades,
            int recovered,
            int probed,
            List<Integer> victims) {

        static final Scale QUICK = new Scale(
                new SweepMeasurement.Effort(1, 5, 5),
                new TradesMeasurement.Plan(
                        2_000,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(12)),
                2_000,
                300,
                List.of(2));

        static final Scale FULL = new Scale(
                new SweepMeasurement.Effort(3, 10, 10),
                new TradesMeasurement.Plan(
                        2_000,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(40)),
                10_000,
                1_000,
                List.of(2, 0, 1));
    }

    private final Path home;
    private final RunDirectory directory;
    private final Scale scale;
    private final Consumer<String> progress;

    Measurements(Path home, RunDirectory directory, Scale scale, Consumer<String> progress) {
        this.home = home;
        this.directory = directory;
        this.scale = scale;
        this.progress = progress;
    }

    /** Measures these parts; all processes that it has started have ended when it returns or throws. */
    List<Measure> run(Set<Part> parts) throws IOException {
        List<Measure> measures = new ArrayList<>();
        if (parts.contains(Part.SWEEP)) {
            progress.accept("the sweep of a risk book");
            measures.add(sweep());
        }
        if (parts.stream().allMatch(Part.SWEEP::equals)) {
            return measures;
        }
        progress.accept("Cassandra starts");
        Ground ground = Ground.open(home, directory);
        Thread end = new Thread(ground::close, "bench-end");
        // Ctrl-C and SIGTERM end everything; it may be that it has ended already.
        Runtime.getRuntime().addShutdownHook(end);
        try (ground) {
            if (parts.contains(Part.TRADES)) {
                progress.accept("trades on one node");
                measures.addAll(TradesMeasurement.run(ground, scale.trades()));
            }
            if (parts.contains(Part.RECOVERY)) {
                progress.accept("recovery of " + scale.recovered() + " accounts");
                measures.addAll(RecoveryMeasurement.run(ground, scale.recovered()));
            }
            if (parts.contains(Part.FAILOVER)) {
                progress.accept("nodes of three are lost");
                measures.addAll(FailoverMeasurement.run(ground, scale.probed(), scale.victims()));
            }
        }
        return measures;
    }

    private Measure sweep() {
        try {
            return SweepMeasurement.run(scale.sweep(), directory.logs().resolve("sweep.log"));
        } catch (RunnerException failed) {
            throw new BenchFailure("JMH could not run: " + failed.getMessage(), failed);
        }
    }
}
