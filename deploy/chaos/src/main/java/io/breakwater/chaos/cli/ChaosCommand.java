package io.breakwater.chaos.cli;

import io.breakwater.chaos.nemesis.FaultKind;
import io.breakwater.chaos.nemesis.InvalidScheduleException;
import io.breakwater.chaos.nemesis.Planner;
import io.breakwater.chaos.nemesis.Scenario;
import io.breakwater.chaos.nemesis.Schedule;
import io.breakwater.chaos.nemesis.ScheduleJson;
import io.breakwater.chaos.process.LabFailure;
import io.breakwater.chaos.process.Machine;
import io.breakwater.chaos.report.JUnitXml;
import io.breakwater.chaos.report.ReportPage;
import io.breakwater.chaos.report.RunRecord;
import io.breakwater.chaos.report.SummaryJson;
import io.breakwater.chaos.verdict.Verdicts;
import io.breakwater.node.cli.CommandFailure;
import io.breakwater.node.cli.Tool;
import io.breakwater.node.demo.RunDirectory;
import io.breakwater.node.embedded.CassandraUnavailable;
import io.breakwater.node.embedded.EmbeddedCassandraSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code breakwater chaos}: a house of real processes under load and under faults. */
@Command(
        name = "chaos",
        description =
                "Runs a house of real node processes on a real Cassandra, breaks it by a schedule drawn from a seed, "
                        + "heals it, and says of every invariant whether it held.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every check holds",
            "1:a check is violated, or the run showed too little; or it could not be run",
            "2:wrong command line, or the machine lacks what the schedule needs"
        })
public final class ChaosCommand implements Tool {

    private static final int FEWEST_NODES = 3;
    private static final int MOST_NODES = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "mixed",
            description = "see --list (default: mixed)")
    private String scenario = "";

    @Option(names = "--seed", defaultValue = "1", description = "what the schedule is drawn from (default: 1)")
    private long seed;

    @Option(names = "--minutes", defaultValue = "5", description = "how long faults strike (default: 5)")
    private long minutes;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "nodes of the cluster, " + FEWEST_NODES + " to " + MOST_NODES + " (default: 3)")
    private int nodes;

    @Option(names = "--schedule", paramLabel = "FILE", description = "replay the schedule of an earlier run")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "where history, logs and reports go; must not exist yet")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--list", description = "list the scenarios and the kinds of faults, and whether they work here")
    private boolean list;

    private final List<String> skipped = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        Machine machine = Machine.probe();
        if (list) {
            list(machine);
            return ExitCode.OK;
        }
        try {
            return run(machine);
        } catch (InvalidScheduleException wrong) {
            throw CommandFailure.refused(String.valueOf(wrong.getMessage()), wrong);
        } catch (CassandraUnavailable | LabFailure failed) {
            throw CommandFailure.failed(String.valueOf(failed.getMessage()), failed);
        } catch (IOException failed) {
            throw CommandFailure.failed("the run failed: " + failed, failed);
        }
    }

    private int run(Machine machine) throws IOException, InterruptedException {
        Schedule schedule = schedule(machine);
        Path home = EmbeddedCassandraSettings.projectHome();
        RunDirectory given = RunDirectory.of(EmbeddedCassandraSettings.defaultData(home), "chaos");
        RunDirectory directory = new RunDirectory(given.data(), out.orElse(given.logs()));
        Files.createDirectories(directory.logs());
        Files.writeString(directory.logs().resolve("schedule.json"), ScheduleJson.write(schedule));
        PrintWriter lines = spec.commandLine().getOut();
        lines.println(
                schedule.scenario() + ", seed " + schedule.seed() + ", " + schedule.nodes() + " nodes, faults for "
                        + TimeUnit.MILLISECONDS.toMinutes(schedule.millis()) + " minutes; " + directory.logs());
        schedule.faults().forEach(lines::println);
        lines.flush();
        Instant began = Instant.now();
        ChaosRun.Left left = new ChaosRun(home, directory, machine, schedule, this::say).run();
        left.verdicts().forEach(each -> lines.printf("%-9s %-24s %s%n", each.judgement(), each.check(), each.detail()));
        String again = again(directory);
        report(
                directory.logs(),
                new RunRecord(
                        schedule.scenario(),
                        schedule.seed(),
                        again,
                        began,
                        left.lastedMillis(),
                        where(),
                        skipped,
                        left.operations(),
                        left.faults(),
                        left.verdicts()));
        lines.println("to see it again: " + again);
        lines.println("report: " + directory.logs().resolve("report.html"));
        lines.flush();
        return Verdicts.passed(left.verdicts()) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void report(Path into, RunRecord run) throws IOException {
        ReportPage.write(into.resolve("report.html"), run);
        JUnitXml.write(into.resolve("junit.xml"), run);
        SummaryJson.write(into.resolve("summary.json"), run);
    }

    /** What was asked for, where that is enough; else the schedule as it was written down. */
    private String again(RunDirectory directory) {
        return file.isEmpty() && skipped.isEmpty()
                ? "./breakwater chaos --scenario " + scenario + " --seed " + seed + " --minutes " + minutes
                        + " --nodes " + nodes
                : "./breakwater chaos --schedule " + directory.logs().resolve("schedule.json");
    }

    private static SortedMap<String, String> where() {
        SortedMap<String, String> where = new TreeMap<>();
        where.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        where.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
        where.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        where.put(
                "load at the end",
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return where;
    }

    private Schedule schedule(Machine machine) throws IOException {
        Set<FaultKind> possible = possible(machine);
        if (file.isPresent()) {
            Schedule read = ScheduleJson.read(Files.readString(file.get()));
            read.faults().stream()
                    .map(fault -> fault.kind())
                    .filter(kind -> !possible.contains(kind))
                    .findFirst()
                    .ifPresent(kind -> refuse(machine, kind));
            return read;
        }
        if (nodes < FEWEST_NODES || nodes > MOST_NODES || minutes < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--nodes is between " + FEWEST_NODES + " and " + MOST_NODES + ", --minutes at least 1");
        }
        Scenario named = Scenario.named(scenario)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "there is no scenario " + scenario + "; --list names them"));
        for (FaultKind kind : named.kinds()) {
            if (!possible.contains(kind)) {
                if (System.getenv().getOrDefault("CI", "").equals("true")) {
                    refuse(machine, kind);
                }
                skipped.add(kind.text() + ": " + lacking(machine, kind));
                say("skipped: " + kind.text() + ": " + lacking(machine, kind));
            }
        }
        return new Planner(named, seed, nodes, possible).plan(TimeUnit.MINUTES.toMillis(minutes));
    }

    private static Set<FaultKind> possible(Machine machine) {
        Set<FaultKind> possible = EnumSet.allOf(FaultKind.class);
        possible.removeIf(
                kind -> kind.means().filter(machine.missing()::containsKey).isPresent());
        return possible;
    }

    private static String lacking(Machine machine, FaultKind kind) {
        return kind.means()
                .flatMap(means -> Optional.ofNullable(machine.missing().get(means)))
                .orElse("");
    }

    private static void refuse(Machine machine, FaultKind kind) {
        throw new InvalidScheduleException(kind.text() + " cannot be done here: " + lacking(machine, kind));
    }

    private void list(Machine machine) {
        PrintWriter lines = spec.commandLine().getOut();
        Scenario.NAMES.forEach(name -> lines.printf(
                "%-26s %s%n", name, Scenario.named(name).map(Scenario::about).orElse("")));
        lines.println();
        Set<FaultKind> possible = possible(machine);
        Arrays.stream(FaultKind.values())
                .forEach(kind -> lines.println(
                        kind.text() + (possible.contains(kind) ? "" : "  (not here: " + lacking(machine, kind) + ")")));
        lines.flush();
    }

    private void say(String line) {
        spec.commandLine().getErr().println("chaos: " + line);
        spec.commandLine().getErr().flush();
    }
}
