package io.breakwater.chaos.process;

import io.breakwater.chaos.network.Network;
import io.breakwater.chaos.process.Machine.Means;
import io.breakwater.chaos.run.Entrance;
import io.breakwater.node.cluster.HostPort;
import io.breakwater.node.demo.ChildNode;
import io.breakwater.node.demo.LoopbackPorts;
import io.breakwater.node.demo.RunDirectory;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.node.journal.cassandra.SchemaMigration;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A house of a run's own on this machine: its Cassandra, its nodes, and the network between them and to their clients, all
 * of which can be broken. Closing it ends every process that it has started.
 */
public final class Lab implements AutoCloseable {

    /** The clients' name as a party of the network. */
    public static final String CLIENTS = "clients";

    private static final String KEYSPACE = "chaos";
    private static final String NODE = "node-";
    /** The last byte of the loopback address that the first node connects from, less one. */
    private static final int FIRST_CALLER = 10;

    private final Store store;
    private final Network network = new Network();
    private final Machine machine;
    private final RunDirectory directory;
    private final List<LabNode> nodes = new ArrayList<>();
    private final Set<CpuShare> shares = ConcurrentHashMap.newKeySet();
    private final int size;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /**
     * What is to be set up.
     *
     * @param nodes how many form the cluster; one more is known, and started only for a while
     * @param heapMiB the heap of a node
     * @param otherClocks the nodes whose clock a fault will set
     */
    public record Plan(int nodes, int heapMiB, Set<String> otherClocks) {
        public Plan {
            otherClocks = Set.copyOf(otherClocks);
        }
    }

    private Lab(Store store, Machine machine, RunDirectory directory, int size) {
        this.store = store;
        this.machine = machine;
        this.directory = directory;
        this.size = size;
    }

    /** Starts Cassandra with the schema of a house; nodes are known and not yet started. */
    public static Lab open(Path home, RunDirectory directory, Plan plan, Machine machine) throws IOException {
        Store store = Store.open(home, directory.data());
        Lab lab = new Lab(store, machine, directory, plan.nodes());
        boolean complete = false;
        try {
            SchemaMigration.apply(lab.journal(), 1);
            List<HostPort> ports = LoopbackPorts.free(2 * (plan.nodes() + 1));
            for (int n = 1; n <= plan.nodes() + 1; n++) {
                lab.nodes.add(lab.node(n, plan, ports.get(2 * n - 2), ports.get(2 * n - 1)));
            }
            complete = true;
            return lab;
        } finally {
            if (!complete) {
                lab.close();
            }
        }
    }

    private LabNode node(int number, Plan plan, HostPort bound, HostPort api) throws IOException {
        String name = NODE + number;
        HostPort peer = network.relay(name, bound, Lab::caller);
        HostPort journal = network.relay(Store.NAME, store.address(), any -> name);
        HostPort entrance = network.relay(name, api, any -> CLIENTS);
        List<String> java = List.of(
                "-Xmx" + plan.heapMiB() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dpekko.remote.artery.bind.hostname=" + bound.host(),
                "-Dpekko.remote.artery.bind.port=" + bound.port(),
                "-Dpekko.remote.artery.advanced.tcp.outbound-client-hostname=" + callerAddress(number));
        Map<String, String> environment = plan.otherClocks().contains(name) ? otherClock(name) : Map.of();
        return new LabNode(
                name,
                new LabNode.Places(new ChildNode.Address(peer, api), entrance),
                new ChildNode.Launch(
                        java,
                        environment,
                        new ChildNode.Store(journal, store.datacenter(), KEYSPACE),
                        directory.logs()));
    }

    /** Each node connects to its peers from a loopback address of its own, by which the relay knows it. */
    private static String callerAddress(int number) {
        return "127.0.0." + (FIRST_CALLER + number);
    }

    private static String caller(InetAddress address) {
        int last = Byte.toUnsignedInt(address.getAddress()[3]);
        return NODE + (last - FIRST_CALLER);
    }

    private Map<String, String> otherClock(String name) throws IOException {
        Path library = machine.fakeTime()
                .orElseThrow(() -> new LabFailure(machine.missing().getOrDefault(Means.FAKE_TIME, "")));
        setClock(name, 0);
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("LD_PRELOAD", library.toString());
        environment.put("FAKETIME_TIMESTAMP_FILE", clockFile(name).toString());
        environment.put("FAKETIME_NO_CACHE", "1");
        // Deadlines inside a process are measured on the monotonic clock, which a wrong wall clock does not touch.
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        return environment;
    }

    /** Sets the wall clock of a node that was named in the plan so many seconds before or after the machine's. */
    public void setClock(String node, long seconds) throws IOException {
        Path next = clockFile(node).resolveSibling(node + ".clock.next");
        Files.writeString(next, (seconds < 0 ? "" : "+") + seconds + "s\n");
        Files.move(next, clockFile(node), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path clockFile(String node) {
        return directory.data().resolve(node + ".clock");
    }

    /** The nodes that form the cluster. */
    public List<LabNode> nodes() {
        return nodes.subList(0, size);
    }

    /** All nodes, the spare one included, which comes last. */
    public List<LabNode> all() {
        return List.copyOf(nodes);
    }

    public LabNode spare() {
        return nodes.get(size);
    }

    /** A node by its name. */
    public LabNode node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LabFailure("there is no " + name));
    }

    public Store store() {
        return store;
    }

    public Network network() {
        return network;
    }

    public Path logs() {
        return directory.logs();
    }

    /** Where clients find the nodes of the cluster, whether they are up or not. */
    public List<Entrance> entrances() {
        return nodes().stream()
                .map(node -> new Entrance(
                        node.name(), node.entrance().host(), node.entrance().port()))
                .toList();
    }

    /** The journal itself, past every relay. */
    public CassandraSettings journal() {
        return CassandraSettings.of(List.of(store.address().toString()), store.datacenter(), KEYSPACE);
    }

    /**
     * Starts a node so that there is never more than one cluster: it may found one only if no living node is in one.
     * Called by one thread at a time.
     */
    public synchronized void start(LabNode node) {
        List<HostPort> others = nodes.stream()
                .filter(other -> !other.equals(node))
                .map(LabNode::peer)
                .toList();
        boolean joins = nodes.stream().anyMatch(other -> !other.equals(node) && other.isMember());
        Stream<HostPort> self = Stream.of(node.peer());
        node.start(
                joins
                        ? Stream.concat(others.stream(), self).toList()
                        : Stream.concat(self, others.stream()).toList());
    }

    /** Gives a node a part of one processor until the answer is closed. */
    public AutoCloseable squeeze(LabNode node, int percent) {
        Path groups = machine.cpuGroups()
                .orElseThrow(() -> new LabFailure(machine.missing().getOrDefault(Means.CPU_GROUPS, "")));
        CpuShare share = CpuShare.of(groups, node.pid(), percent);
        shares.add(share);
        return share;
    }

    /** Ends everything by its pid, whatever state it is in. Data are deleted, logs stay. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            try (store) {
                nodes.forEach(LabNode::close);
                shares.forEach(CpuShare::close);
                network.close();
            } catch (IOException failed) {
                throw new LabFailure("the network did not end: " + failed.getMessage(), failed);
            } finally {
                directory.delete();
            }
        }
    }
}
