package io.breakwater.chaos.simulate;

import io.breakwater.chaos.check.Violation;
import io.breakwater.node.cli.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./breakwater simulate}: runs seeds, says what they have shown, and how to see a failing one again. */
@Command(
        name = "simulate",
        description = "Simulates clusters under faults, deterministically, and checks every invariant at every step.")
public final class SimulateCommand implements Tool {

    private static final double NANOS = 1e9;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seeds", description = "Run seeds until this many count.")
    private long seeds;

    @Option(names = "--minutes", description = "Run seeds for this long.")
    private long minutes;

    @Option(names = "--first", description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long first = 1;

    @Option(names = "--seed", description = "Run this seed alone, and show its plan.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--without", split = ",", description = "Places of the plan of --seed to leave out.")
    private Set<Integer> without = new TreeSet<>();

    @Option(names = "--verbose", description = "Show every event of --seed.")
    private boolean verbose;

    @Option(names = "--json", description = "Write the report to this file, too.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--threads", description = "Runs at a time. Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return seed.isPresent() ? one(seed.get()) : many();
    }

    private int many() throws IOException, InterruptedException {
        long wanted = seeds == 0 && minutes == 0 ? 2_000 : seeds;
        long begin = System.nanoTime();
        Report report = new Campaign(Simulation.Settings.STANDARD, first, wanted, TimeUnit.MINUTES.toNanos(minutes))
                .run(threads);
        double seconds = (System.nanoTime() - begin) / NANOS;
        PrintWriter out = spec.commandLine().getOut();
        report.lines(seconds).forEach(out::println);
        List<String> missing = report.missing(wanted);
        missing.forEach(each -> out.println("not enough: " + each));
        for (Outcome failed : report.violated()) {
            out.println("seed " + failed.seed() + ": "
                    + failed.violation().map(Violation::getMessage).orElse(""));
        }
        report.violated().stream().findFirst().ifPresent(failed -> minimal(out, failed));
        if (json.isPresent()) {
            Files.writeString(json.get(), report.json(seconds, wanted));
        }
        out.flush();
        return report.violated().isEmpty() && missing.isEmpty() ? 0 : 1;
    }

    private void minimal(PrintWriter out, Outcome failed) {
        Set<Integer> superfluous = new Minimiser(
                        failed.seed(),
                        Simulation.Settings.STANDARD,
                        failed.violation().map(Violation::invariant).orElseThrow())
                .superfluous();
        out.println("the least of seed " + failed.seed() + " that still fails:");
        List<Action> plan = Simulation.plan(failed.seed());
        for (int place = 0; place < plan.size(); place++) {
            if (!superfluous.contains(place)) {
                out.println("  " + plan.get(place));
            }
        }
        String left = superfluous.isEmpty()
                ? ""
                : " --without "
                        + String.join(
                                ",", superfluous.stream().map(String::valueOf).toList());
        out.println("to see it again: ./breakwater simulate --seed " + failed.seed() + left);
    }

    private int one(long number) {
        PrintWriter out = spec.commandLine().getOut();
        List<Action> plan = Simulation.plan(number);
        for (int place = 0; place < plan.size(); place++) {
            out.println((without.contains(place) ? "  -- " : "     ") + place + " " + plan.get(place));
        }
        Outcome outcome = Simulation.run(number, Simulation.Settings.STANDARD, without, row -> {
            if (verbose) {
                out.printf("%.6f %s %d %s%n", row.at() / NANOS, row.entity(), row.number(), row.event());
            }
        });
        Report report = new Report();
        report.add(outcome);
        report.lines(1).stream().skip(2).forEach(out::println);
        out.println("hash " + Long.toHexString(outcome.hash()));
        outcome.violation().ifPresent(violation -> out.println(violation.getMessage()));
        out.flush();
        return outcome.violation().isPresent() ? 1 : 0;
    }
}
