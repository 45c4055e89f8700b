package io.breakwater.bench.ground;

import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.demo.ChildNode;
import io.breakwater.node.demo.LoopbackPorts;
import io.breakwater.node.demo.NodeFleet;
import io.breakwater.node.demo.RunDirectory;
import io.breakwater.node.embedded.EmbeddedCassandra;
import io.breakwater.node.embedded.EmbeddedCassandraSettings;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.journal.cassandra.SchemaMigration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An embedded Cassandra of the bench's own, with its data in a directory of this run, and the node processes that were
 * started on it. Closing it ends all of them and deletes the data; its ports were free when it began.
 */
public final class Ground implements AutoCloseable {

    private static final int CASSANDRA_HEAP_MIB = 1_024;

    private final EmbeddedCassandra cassandra;
    private final RunDirectory directory;
    private final Set<NodeFleet> fleets = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Ground(EmbeddedCassandra cassandra, RunDirectory directory) {
        this.cassandra = cassandra;
        this.directory = directory;
    }

    /**
     * Starts Cassandra.
     *
     * @throws io.breakwater.node.embedded.CassandraUnavailable when it does not start
     */
    public static Ground open(Path home, RunDirectory directory) throws IOException {
        List<HostPort> ports = LoopbackPorts.free(2);
        EmbeddedCassandra cassandra = EmbeddedCassandra.open(EmbeddedCassandraSettings.of(home, directory.data())
                .withPorts(ports.get(0).port(), ports.get(1).port())
                .withHeapMiB(CASSANDRA_HEAP_MIB));
        return new Ground(cassandra, directory);
    }

    /** A keyspace of this name with the schema of a house in it. */
    public CassandraSettings keyspace(String name) {
        CassandraSettings settings =
                CassandraSettings.of(List.of(contactPoint().toString()), cassandra.datacenter(), name);
        SchemaMigration.apply(settings, 1);
        return settings;
    }

    /**
     * Starts nodes on a keyspace that has its schema; they may not serve yet when this returns.
     *
     * @param what names the directory of their logs
     */
    public NodeFleet nodes(String what, int size, String keyspace, List<String> javaOptions) throws IOException {
        if (!open.get()) {
            throw new BenchFailure("the bench is ending");
        }
        ChildNode.Store store = new ChildNode.Store(contactPoint(), cassandra.datacenter(), keyspace);
        NodeFleet fleet = NodeFleet.start(
                size, new ChildNode.Launch(javaOptions, store, directory.logs().resolve(what)));
        fleets.add(fleet);
        if (!open.get()) {
            fleet.close();
        }
        return fleet;
    }

    /** Ends nodes and waits until they are gone. */
    public void end(NodeFleet fleet) {
        fleet.close();
        fleets.remove(fleet);
    }

    private HostPort contactPoint() {
        return new HostPort("127.0.0.1", cassandra.contactPoint().getPort());
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            fleets.forEach(NodeFleet::close);
            cassandra.close();
            directory.delete();
        }
    }
}
