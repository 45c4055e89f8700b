package io.breakwater.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.node.process.NodeProcess.Address;
import io.breakwater.node.process.NodeProcess.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several node processes that form one cluster on one store. */
public final class Cluster implements AutoCloseable {

    private static final Duration FORMED_WITHIN = Duration.ofSeconds(90);

    private final List<NodeProcess> nodes = new ArrayList<>();

    private Cluster() {}

    /** Starts so many nodes and waits until all of them serve. */
    public static Cluster start(int size, Store store, Path logs, List<String> jvmFlags) {
        try {
            Files.createDirectories(logs);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        Cluster cluster = new Cluster();
        List<Address> addresses = new ArrayList<>();
        for (int n = 1; n <= size; n++) {
            addresses.add(Address.free());
        }
        for (int n = 1; n <= size; n++) {
            cluster.nodes.add(NodeProcess.start(
                    addresses.get(n - 1), addresses.get(0), store, logs.resolve("node-" + n + ".log"), jvmFlags));
        }
        try {
            await("the cluster to form; see " + logs).atMost(FORMED_WITHIN).until(cluster::isServing);
        } catch (RuntimeException | Error notFormed) {
            cluster.close();
            throw notFormed;
        }
        return cluster;
    }

    public List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** The node that its peers reach at this address. */
    public NodeProcess at(String peer) {
        return nodes.stream()
                .filter(node -> node.peer().toString().equals(peer))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node of ours at " + peer));
    }

    private boolean isServing() {
        nodes.forEach(node -> assertThat(node.isAlive())
                .as("node %s is alive; see %s", node.peer(), node.log())
                .isTrue());
        return nodes.stream().allMatch(NodeProcess::isServing);
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::close);
    }
}
