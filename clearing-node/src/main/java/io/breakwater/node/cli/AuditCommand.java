package io.breakwater.node.cli;

import io.breakwater.node.audit.Audit;
import io.breakwater.node.audit.CassandraSource;
import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.embedded.EmbeddedCassandra;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.journal.cassandra.JournalArchive;
import io.breakwater.node.journal.cassandra.SchemaMismatchException;
import io.breakwater.node.journal.cassandra.UnreachableCassandraException;
import io.breakwater.node.scenario.report.AuditText;
import io.breakwater.node.scenario.report.DemoReport.AuditFindings;
import io.breakwater.node.scenario.report.DemoReportJson;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code breakwater audit}: whether the whole journal of a house keeps every invariant. */
@Command(
        name = "audit",
        description =
                "Reads the whole journal of a house and says of each invariant whether it holds. Without --keyspace and "
                        + "where no house has the default one, it is that of the latest demo.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every invariant holds",
            "1:an invariant is violated; the table says which and where",
            "2:wrong command line, or the journal cannot be read"
        })
final class AuditCommand implements Callable<Integer> {

    private static final String DEMO = "demo_";
    private static final Duration READ_BOUND = Duration.ofSeconds(20);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--cassandra",
            paramLabel = "HOST:PORT",
            split = ",",
            converter = HostPortConverter.class,
            description = "contact points of the ring; without it, the embedded Cassandra of --data")
    private List<HostPort> contactPoints = List.of();

    @Mixin
    private RingOptions ring = new RingOptions();

    @Option(names = "--json", description = "print the findings as JSON instead of a table")
    private boolean json;

    @Mixin
    private EmbeddedCassandraOptions embedded = new EmbeddedCassandraOptions();

    @Override
    public Integer call() {
        boolean data = spec.commandLine().getParseResult().hasMatchedOption("--data");
        if (data && !contactPoints.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--cassandra and --data exclude each other");
        }
        try {
            return contactPoints.isEmpty() ? auditEmbedded() : audit(contactPoints, ring.datacenter());
        } catch (UnreachableCassandraException
                | SchemaMismatchException
                | NoSuchElementException
                | IllegalArgumentException unreadable) {
            throw CommandFailure.refused(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private int auditEmbedded() {
        Path directory = embedded.dataDirectory();
        if (!Files.isDirectory(directory)) {
            throw new NoSuchElementException("there is no data directory " + directory);
        }
        try (EmbeddedCassandra server = embedded.open()) {
            HostPort contactPoint =
                    new HostPort("127.0.0.1", server.contactPoint().getPort());
            return audit(List.of(contactPoint), server.datacenter());
        } catch (CommandFailure notOpened) {
            throw CommandFailure.refused(String.valueOf(notOpened.getMessage()), notOpened);
        }
    }

    private int audit(List<HostPort> points, String datacenter) {
        String house = ring.named().orElseGet(() -> houseIn(settings(points, datacenter, RingOptions.HOUSE)));
        AuditFindings findings;
        try (CassandraSource journal = CassandraSource.open(settings(points, datacenter, house))) {
            findings = Audit.of(journal);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(DemoReportJson.write(findings));
        } else {
            out.println("keyspace " + house);
            out.print(AuditText.render(findings));
        }
        out.flush();
        return findings.allHold() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** The house's own keyspace; where there is none, that of the demo that began last. */
    private static String houseIn(CassandraSettings anywhere) {
        List<String> keyspaces = JournalArchive.keyspaces(anywhere);
        return keyspaces.contains(RingOptions.HOUSE)
                ? RingOptions.HOUSE
                : keyspaces.stream()
                        .filter(name -> name.startsWith(DEMO))
                        .max(String::compareTo)
                        .orElseThrow(() -> new NoSuchElementException(
                                "no house has its journal there; --keyspace names one that does"));
    }

    private static CassandraSettings settings(List<HostPort> points, String datacenter, String keyspace) {
        CassandraSettings settings =
                CassandraSettings.of(points.stream().map(HostPort::toString).toList(), datacenter, keyspace);
        return new CassandraSettings(settings.contactPoints(), datacenter, keyspace, READ_BOUND);
    }
}
