package io.breakwater.node.edge;

import com.datastax.oss.driver.api.core.CqlSession;
import io.breakwater.node.TestCassandra;
import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.journal.Attribution;
import io.breakwater.node.journal.cassandra.CassandraSessions;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.journal.cassandra.JournalReader;
import io.breakwater.node.journal.cassandra.SchemaMigration;
import io.breakwater.node.process.Cluster;
import io.breakwater.node.process.NodeProcess;
import io.breakwater.node.process.NodeProcess.Store;
import io.breakwater.node.process.Requests;
import io.grpc.Channel;
import io.grpc.stub.AbstractStub;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One node as a process on a keyspace of its own, as clients see it, and its journal as it is. */
record OneNode(Cluster cluster, CqlSession session, String keyspace) implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    static OneNode start(String name) {
        String keyspace =
                name + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        CassandraSettings settings =
                CassandraSettings.of(List.of(TestCassandra.contactPoint()), TestCassandra.datacenter(), keyspace);
        SchemaMigration.apply(settings, 1);
        Store store = new Store(HostPort.parse(TestCassandra.contactPoint()), TestCassandra.datacenter(), keyspace);
        Path logs = Path.of(System.getProperty("breakwater.home"), "clearing-node", "target", name + "-logs");
        Cluster cluster = Cluster.start(1, store, logs.resolve(keyspace), List.of());
        return new OneNode(cluster, CassandraSessions.openNow(settings), keyspace);
    }

    NodeProcess node() {
        return cluster.nodes().get(0);
    }

    /** A stub as this principal uses it, patient. */
    <S extends AbstractStub<S>> S as(String principal, Function<Channel, S> stub) {
        return Requests.as(principal, stub.apply(node().channel()))
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** How many events callers of the API have caused; what entities write for themselves is not counted. */
    long writtenForCallers() {
        JournalReader reader = new JournalReader(session, keyspace);
        return reader.persistenceIds().stream()
                .flatMap(id -> reader.rows(id).stream())
                .filter(row -> row.event()
                        .attribution()
                        .map(Attribution::principal)
                        .filter(who -> !who.startsWith("entity/") && !who.startsWith("node/"))
                        .isPresent())
                .count();
    }

    @Override
    public void close() {
        session.close();
        cluster.close();
    }
}
