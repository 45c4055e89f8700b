package io.breakwater.node.demo;

import io.breakwater.node.cluster.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Node processes on this machine: started together, ended together. */
public final class NodeFleet implements AutoCloseable {

    private static final Duration END_BOUND = Duration.ofSeconds(12);

    private final List<ChildNode> nodes;

    private NodeFleet(List<ChildNode> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /**
     * Starts so many nodes on free ports, with a log file each. They are not yet a cluster when this returns.
     *
     * @throws IOException when one cannot be started; none is left running then
     */
    public static NodeFleet start(int size, ChildNode.Launch launch) throws IOException {
        Files.createDirectories(launch.logs());
        List<HostPort> ports = LoopbackPorts.free(2 * size);
        List<ChildNode> started = new ArrayList<>();
        boolean complete = false;
        try {
            ChildNode.Address founder = new ChildNode.Address(ports.get(0), ports.get(1));
            for (int n = 0; n < size; n++) {
                ChildNode.Address self = new ChildNode.Address(ports.get(2 * n), ports.get(2 * n + 1));
                started.add(ChildNode.start(
                        self, List.of(founder.peer()), launch, launch.logs().resolve("node-" + (n + 1) + ".log")));
            }
            complete = true;
            return new NodeFleet(started);
        } finally {
            if (!complete) {
                new NodeFleet(started).close();
            }
        }
    }

    public List<ChildNode> nodes() {
        return nodes;
    }

    /** Where clients reach the nodes, as {@code host:port}. */
    public List<String> apis() {
        return nodes.stream().map(node -> node.address().api().toString()).toList();
    }

    /** A node that has ended though nobody told it to. */
    public Optional<ChildNode> dead() {
        return nodes.stream().filter(node -> !node.isAlive()).findFirst();
    }

    /** Tells every node to leave and waits; whoever has not left within 12 s is killed. */
    @Override
    public void close() {
        nodes.forEach(ChildNode::end);
        long deadline = System.nanoTime() + END_BOUND.toNanos();
        try {
            for (ChildNode node : nodes) {
                node.awaitEnd(deadline);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
