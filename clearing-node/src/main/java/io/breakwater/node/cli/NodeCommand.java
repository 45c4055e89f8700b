package io.breakwater.node.cli;

import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.cluster.NodeSettings;
import io.breakwater.node.embedded.EmbeddedCassandra;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.journal.cassandra.SchemaMigration;
import io.breakwater.node.launch.ClearingNode;
import io.breakwater.node.launch.NodeStartException;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code breakwater node}: one clearing node, until it is told to stop. */
@Command(
        name = "node",
        description = "Runs one clearing node until it is told to stop (SIGTERM or Ctrl-C).",
        footer = {
            "",
            "Insecure loopback mode: without certificates the API believes whoever a caller says it is",
            "(metadata key breakwater-principal) and binds loopback addresses only."
        })
final class NodeCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--peer",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:25520",
            converter = HostPortConverter.class,
            description = "where the other nodes reach this one (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private HostPort peer;

    @Option(
            names = "--api",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7400",
            converter = HostPortConverter.class,
            description = "where clients reach it (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private HostPort api;

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            split = ",",
            converter = HostPortConverter.class,
            description = "nodes to join by; the first one listed founds the cluster (default: this node)")
    private List<HostPort> seeds = List.of();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Store store;

    @Mixin
    private RingOptions ring = new RingOptions();

    @Option(
            names = "--production",
            description = "refuse what is unsafe: one copy of each row, the embedded Cassandra, no certificates")
    private boolean production;

    @Option(
            names = "--end-with-stdin",
            hidden = true,
            description = "end when standard input closes, so that a child does not outlive who started it")
    private boolean endWithStdin;

    @Mixin
    private EmbeddedCassandraOptions embedded = new EmbeddedCassandraOptions();

    /** Exactly one store. */
    static final class Store {

        @Option(
                names = "--cassandra",
                paramLabel = "HOST:PORT",
                split = ",",
                required = true,
                converter = HostPortConverter.class,
                description = "contact points of a Cassandra ring whose schema was applied")
        private List<HostPort> contactPoints = List.of();

        @Option(names = "--embedded", required = true, description = "the embedded Cassandra, started when needed")
        private boolean isEmbedded;
    }

    @Override
    public void run() {
        if (production) {
            throw CommandFailure.refused(
                    "--production needs certificates, which this release does not have yet",
                    new IllegalStateException());
        }
        if (endWithStdin) {
            StandardInput.endProcessWhenItCloses();
        }
        if (store.isEmbedded) {
            try (EmbeddedCassandra server = embedded.open()) {
                HostPort contactPoint =
                        new HostPort("127.0.0.1", server.contactPoint().getPort());
                SchemaMigration.apply(
                        CassandraSettings.of(List.of(contactPoint.toString()), server.datacenter(), ring.keyspace()),
                        1);
                run(List.of(contactPoint), server.datacenter());
            }
        } else {
            run(store.contactPoints, ring.datacenter());
        }
    }

    private void run(List<HostPort> contactPoints, String datacenter) {
        List<HostPort> founders = seeds.isEmpty() ? List.of(peer) : seeds;
        try {
            ClearingNode node = ClearingNode.start(
                    new NodeSettings(peer, api, founders, contactPoints, datacenter, ring.keyspace()));
            spec.commandLine()
                    .getOut()
                    .println("node " + peer + " serves at " + api
                            + " in insecure loopback mode: callers are believed (breakwater-principal)");
            spec.commandLine().getOut().flush();
            node.awaitEnd();
        } catch (NodeStartException notStarted) {
            throw CommandFailure.failed(String.valueOf(notStarted.getMessage()), notStarted);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
