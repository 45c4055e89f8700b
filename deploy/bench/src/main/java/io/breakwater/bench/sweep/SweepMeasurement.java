package io.breakwater.bench.sweep;

import io.breakwater.bench.ground.BenchFailure;
import io.breakwater.bench.report.Goal;
import io.breakwater.bench.report.Measure;
import io.breakwater.node.risk.SweepBenchmark;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link SweepBenchmark} in a Java of its own: the sweep of 10,000 accounts with 20 positions on one core. */
public final class SweepMeasurement {

    private static final double GOAL_MILLIS = 2;
    private static final double NANOS_PER_MILLI = 1e6;

    private SweepMeasurement() {}

    /** How often it is repeated: forked Javas, and seconds of warming up and measuring in each. */
    public record Effort(int forks, int warmUpSeconds, int seconds) {}

    /**
     * Measures; what JMH says goes to a file.
     *
     * @throws RunnerException when JMH cannot run
     */
    public static Measure run(Effort effort, Path log) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("^" + SweepBenchmark.class.getName().replace(".", "\\.") + "\\.")
                .forks(effort.forks())
                .warmupIterations(effort.warmUpSeconds())
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(effort.seconds())
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .jvmArgs("-Xmx1g", "-Xms1g", "-XX:+UseSerialGC")
                .verbosity(VerboseMode.NORMAL)
                .output(log.toString())
                .build();
        return measure(new Runner(options).run());
    }

    private static Measure measure(Collection<RunResult> results) {
        RunResult result = List.copyOf(results).get(0);
        double processor = counted(result, "nanos") / counted(result, "sweeps");
        Result<?> clock = result.getPrimaryResult();
        return Measure.of(
                        "sweep",
                        "sweep of 10,000 accounts x 20 positions, processor time",
                        processor / NANOS_PER_MILLI,
                        "ms")
                .against(Goal.atMost(GOAL_MILLIS, "ms"))
                .with("by the clock, ms", clock.getScore() / NANOS_PER_MILLI);
    }

    private static double counted(RunResult result, String counter) {
        return Optional.ofNullable(result.getSecondaryResults().get(counter))
                .orElseThrow(() -> new BenchFailure("JMH counted no " + counter))
                .getScore();
    }
}
