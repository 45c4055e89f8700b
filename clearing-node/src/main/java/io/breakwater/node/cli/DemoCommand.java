package io.breakwater.node.cli;

import io.breakwater.node.audit.Audit;
import io.breakwater.node.audit.CassandraSource;
import io.breakwater.node.demo.DemoFailure;
import io.breakwater.node.demo.DemoHouse;
import io.breakwater.node.demo.ProgressDisplay;
import io.breakwater.node.journal.cassandra.UnreachableCassandraException;
import io.breakwater.node.scenario.Scenario;
import io.breakwater.node.scenario.drive.DriveFailure;
import io.breakwater.node.scenario.drive.HouseClient;
import io.breakwater.node.scenario.drive.Played;
import io.breakwater.node.scenario.drive.ScenarioDriver;
import io.breakwater.node.scenario.file.InvalidScenarioException;
import io.breakwater.node.scenario.file.PriceFile;
import io.breakwater.node.scenario.file.ScenarioFile;
import io.breakwater.node.scenario.report.AuditText;
import io.breakwater.node.scenario.report.DemoReport;
import io.breakwater.node.scenario.report.DemoReportJson;
import io.breakwater.node.scenario.report.LadderText;
import io.breakwater.node.scenario.report.Progress;
import io.breakwater.node.scenario.report.TimingText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code breakwater demo}: a whole house on this machine, and a scenario played on it. */
@Command(
        name = "demo",
        description =
                "Starts Cassandra and a cluster on this machine and plays a scenario on it through the public API.")
final class DemoCommand implements Runnable {

    private static final int MOST_NODES = 9;
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            defaultValue = "wti-2020",
            description =
                    "wti-2020 (a futures market with members), btc-2020 (a perpetual with 1,000 direct accounts), or a"
                            + " file (default: ${DEFAULT-VALUE})")
    private String scenarioName = "";

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "play it on the prices of this CSV file instead of its own")
    private Optional<Path> prices = Optional.empty();

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "how many nodes to start, 1 to " + MOST_NODES + " (default: ${DEFAULT-VALUE})")
    private int nodes;

    @Option(names = "--exit", description = "stop everything at the end instead of staying up until Ctrl-C")
    private boolean exit;

    @Option(names = "--report", paramLabel = "FILE", description = "write what it came to as JSON")
    private Optional<Path> report = Optional.empty();

    @Mixin
    private EmbeddedCassandraOptions embedded = new EmbeddedCassandraOptions();

    /** Somebody ends this process, so that whatever fails now fails for that reason. */
    private volatile boolean ending;

    @Override
    public void run() {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new ParameterException(
                    spec.commandLine(), "--nodes is between 1 and " + MOST_NODES + ", not " + nodes);
        }
        Scenario scenario = scenario();
        report.ifPresent(DemoCommand::requireWritable);
        try {
            play(scenario);
        } catch (DemoFailure | DriveFailure | UnreachableCassandraException failed) {
            if (ending) {
                return;
            }
            throw CommandFailure.failed(String.valueOf(failed.getMessage()), failed);
        } catch (IOException failed) {
            throw CommandFailure.failed("the demo could not be started: " + failed, failed);
        }
    }

    private void play(Scenario scenario) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ProgressDisplay display = new ProgressDisplay(out, Progress.Display.ofThisProcess());
        long started = System.nanoTime();
        out.println(scenario.title() + " on " + nodes + (nodes == 1 ? " node" : " nodes"));
        display.begins();
        display.progress("start", "Cassandra", 0, 0);
        try (DemoHouse house = DemoHouse.start(embedded.open(), plan());
                HouseClient client = HouseClient.connect(house.apis())) {
            endWithThisProcess(house);
            house.awaitFormed(client, display);
            Duration start = since(started);
            display.ends("start: Cassandra at " + house.cassandra() + " and a cluster of " + nodes);
            house.nodes()
                    .forEach(node -> out.println("  node " + node.address().api() + "  pid " + node.pid() + "  peer "
                            + node.address().peer() + "  log " + node.log()));
            long begun = System.nanoTime();
            Played played = played(scenario, client, display);
            Duration scenarioTime = since(begun);
            long audited = System.nanoTime();
            display.begins();
            display.progress("audit", "events of the journal", 0, 0);
            DemoReport.AuditFindings audit = audit(house);
            display.ends("audit: " + audit.events() + " events read");
            tell(scenario, played, audit, new DemoReport.Timing(buildTime(), start, scenarioTime, since(audited)));
            if (!exit) {
                stayUp(house, scenario);
            }
            if (!audit.allHold()) {
                throw new DemoFailure("the audit found an invariant violated; the table says which");
            }
        }
    }

    private static Played played(Scenario scenario, HouseClient client, ProgressDisplay display) {
        try (ScenarioDriver driver = new ScenarioDriver(scenario, client, display)) {
            return driver.play();
        }
    }

    /** What the auditor finds in the journal of the house that the scenario was played on. */
    private static DemoReport.AuditFindings audit(DemoHouse house) {
        try (CassandraSource journal = CassandraSource.open(house.journal())) {
            return Audit.of(journal);
        }
    }

    private Scenario scenario() {
        try {
            Scenario scenario = ScenarioFile.find(scenarioName);
            return prices.isPresent() ? PriceFile.read(prices.get(), scenario) : scenario;
        } catch (InvalidScenarioException flawed) {
            throw CommandFailure.refused(String.valueOf(flawed.getMessage()), flawed);
        } catch (NoSuchFileException missing) {
            throw CommandFailure.refused(
                    missing.getFile() + ": "
                            + Optional.ofNullable(missing.getReason()).orElse("no such file"),
                    missing);
        } catch (IOException unreadable) {
            throw CommandFailure.refused("cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private DemoHouse.Plan plan() {
        String run = "demo_" + RUN.format(Instant.now()) + "_"
                + ProcessHandle.current().pid();
        return new DemoHouse.Plan(
                run, nodes, embedded.dataDirectory().resolve("logs").resolve(run));
    }

    private void tell(Scenario scenario, Played played, DemoReport.AuditFindings audit, DemoReport.Timing timing)
            throws IOException {
        DemoReport whole = new DemoReport(
                scenario.name(),
                nodes,
                played.trades(),
                played.calls().counts(),
                played.liquidations(),
                played.episodes(),
                Optional.of(audit),
                timing);
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.print(played.calls().render());
        whole.episodes().forEach(episode -> {
            out.println();
            out.print(LadderText.render(episode));
        });
        out.println();
        out.print(AuditText.render(audit));
        out.println();
        out.print(TimingText.render(timing));
        out.flush();
        if (report.isPresent()) {
            Files.writeString(report.get(), DemoReportJson.write(whole));
        }
    }

    private void stayUp(DemoHouse house, Scenario scenario) {
        PrintWriter out = spec.commandLine().getOut();
        String account = scenario.book().accounts().isEmpty()
                ? "ACCOUNT"
                : scenario.book().accounts().get(0).id();
        out.println();
        out.println("The house stays up. Its nodes answer at " + String.join(", ", house.apis())
                + " (reflection is on), Cassandra at " + house.cassandra() + ".");
        out.println("Look around, for example:");
        out.println("  buf curl --http2-prior-knowledge --protocol grpc -H 'breakwater-principal: operator/me' -d"
                + " '{\"account\":\"" + account + "\"}' http://" + house.apis().get(0)
                + "/breakwater.accounts.v1.AccountService/GetAccount");
        out.println("  grpcurl -plaintext -H 'breakwater-principal: operator/me' -d '{\"account\":\"" + account
                + "\"}' " + house.apis().get(0) + " breakwater.accounts.v1.AccountService/GetAccount");
        out.println("Ctrl-C ends it.");
        out.flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ctrl-C and SIGTERM end the house; it may be that it has ended already. */
    private void endWithThisProcess(DemoHouse house) {
        Runnable end = () -> {
            ending = true;
            house.close();
        };
        Runtime.getRuntime().addShutdownHook(new Thread(end, "demo-end"));
    }

    private static void requireWritable(Path file) {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : directory)) {
            throw CommandFailure.refused("--report: cannot write " + file, new IOException(file.toString()));
        }
    }

    /** What the launcher took to build, by its own word. */
    private static Duration buildTime() {
        return Duration.ofSeconds(Long.getLong("breakwater.build-seconds", 0));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
