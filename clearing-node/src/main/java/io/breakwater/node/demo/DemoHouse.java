package io.breakwater.node.demo;

import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.embedded.EmbeddedCassandra;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.journal.cassandra.SchemaMigration;
import io.breakwater.node.scenario.drive.ClusterWatch;
import io.breakwater.node.scenario.drive.HouseClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A whole house on this machine for one demo: a keyspace of its own on the embedded Cassandra and its node processes. It
 * owns all three and ends them together.
 */
public final class DemoHouse implements AutoCloseable {

    private static final Duration FORMED_WITHIN = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 200;

    private final EmbeddedCassandra cassandra;
    private final NodeFleet fleet;
    private final CassandraSettings journal;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private DemoHouse(EmbeddedCassandra cassandra, NodeFleet fleet, CassandraSettings journal) {
        this.cassandra = cassandra;
        this.fleet = fleet;
        this.journal = journal;
    }

    /** What a demo calls its house, and how large it is. */
    public record Plan(String keyspace, int nodes, Path logs) {}

    /**
     * Applies the schema and starts the nodes; they are not yet a cluster when this returns. Takes Cassandra over: it is
     * closed with the house, or at once when the house cannot be started.
     */
    public static DemoHouse start(EmbeddedCassandra cassandra, Plan plan) throws IOException {
        Optional<NodeFleet> fleet = Optional.empty();
        try {
            HostPort contactPoint =
                    new HostPort("127.0.0.1", cassandra.contactPoint().getPort());
            CassandraSettings journal =
                    CassandraSettings.of(List.of(contactPoint.toString()), cassandra.datacenter(), plan.keyspace());
            SchemaMigration.apply(journal, 1);
            ChildNode.Store store = new ChildNode.Store(contactPoint, cassandra.datacenter(), plan.keyspace());
            fleet = Optional.of(
                    NodeFleet.start(plan.nodes(), new ChildNode.Launch(ChildNode.BRIEF, store, plan.logs())));
            return new DemoHouse(cassandra, fleet.get(), journal);
        } finally {
            if (fleet.isEmpty()) {
                cassandra.close();
            }
        }
    }

    /** The nodes, in the order in which they were started. */
    public List<ChildNode> nodes() {
        return fleet.nodes();
    }

    /** Where clients reach the nodes, as {@code host:port}. */
    public List<String> apis() {
        return fleet.apis();
    }

    /** Where its journal is. */
    public CassandraSettings journal() {
        return journal;
    }

    public HostPort cassandra() {
        return new HostPort("127.0.0.1", cassandra.contactPoint().getPort());
    }

    /**
     * Waits until all nodes serve and see each other.
     *
     * @throws DemoFailure when one of them ends meanwhile, or when it takes too long
     */
    public void awaitFormed(HouseClient client, ProgressDisplay display) {
        ClusterWatch watch = new ClusterWatch(client);
        long giveUp = System.nanoTime() + FORMED_WITHIN.toNanos();
        int size = fleet.nodes().size();
        while (true) {
            int ready = watch.ready();
            display.progress("start", "nodes in the cluster", ready, size);
            if (ready == size) {
                return;
            }
            Optional<ChildNode> dead = fleet.dead();
            if (dead.isPresent()) {
                throw new DemoFailure(
                        "a node ended while it started; see " + dead.get().log());
            }
            if (System.nanoTime() > giveUp) {
                throw new DemoFailure("the nodes did not form a cluster within " + FORMED_WITHIN.toSeconds()
                        + " s; see " + fleet.nodes().get(0).log().getParent());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted while the cluster formed");
        }
    }

    /** Ends the nodes, then this use of Cassandra; once. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            fleet.close();
            cassandra.close();
        }
    }
}
