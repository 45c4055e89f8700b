package io.breakwater.bench.recovery;

import io.breakwater.bench.api.Api;
import io.breakwater.bench.api.House;
import io.breakwater.bench.ground.Ground;
import io.breakwater.bench.ground.ProcessMemory;
import io.breakwater.bench.report.Goal;
import io.breakwater.bench.report.Measure;
import io.breakwater.node.demo.NodeFleet;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Accounts with a snapshot and twenty events each are read on a node that has just started. Before that, what such a node
 * keeps in memory while its house is empty; after it, what it keeps with all of them there and idle.
 */
public final class RecoveryMeasurement {

    private static final double GOAL_PER_SECOND = 1_500;
    private static final int EVENTS = 20;
    private static final int READS_AT_ONCE = 256;
    private static final double KIB = 1_024;
    private static final double MIB = 1_024 * KIB;
    private static final String HEAP = "-Xmx1g";
    private static final String SNAPSHOTS = "-Dbreakwater.node.events-per-snapshot=";

    /** A snapshot after the opening and the first event. */
    private static final String EARLY_SNAPSHOT = SNAPSHOTS + 2;

    private static final String NO_SNAPSHOT = SNAPSHOTS + 1_000_000;

    private final Ground ground;
    private final CassandraSettings keyspace;
    private final List<String> accounts;

    private RecoveryMeasurement(Ground ground, CassandraSettings keyspace, List<String> accounts) {
        this.ground = ground;
        this.keyspace = keyspace;
        this.accounts = accounts;
    }

    private record Recovered(Duration took, ProcessMemory memory) {}

    /** Measures with so many accounts, a whole number of thousands, in a keyspace of its own. */
    public static List<Measure> run(Ground ground, int accounts) throws IOException {
        RecoveryMeasurement measurement =
                new RecoveryMeasurement(ground, ground.keyspace("bench_recovery"), House.accounts(accounts));
        ProcessMemory empty = measurement.prepare();
        measurement.addEvents();
        Recovered recovered = measurement.recover();
        return measurement.measures(empty, recovered);
    }

    /** Opens the accounts and gives each a snapshot; answers what the node weighed before. */
    private ProcessMemory prepare() throws IOException {
        NodeFleet node = ground.nodes("recovery-1", 1, keyspace.keyspace(), List.of(HEAP, EARLY_SNAPSHOT));
        try (Api api = Api.at(node.apis().get(0))) {
            House house = new House(api);
            house.awaitServing(1);
            ProcessMemory empty = ProcessMemory.of(node.nodes().get(0).pid());
            house.found(accounts.size());
            new Rounds(api, house, accounts).trade(1, 0);
            return empty;
        } finally {
            ground.end(node);
        }
    }

    private void addEvents() throws IOException {
        NodeFleet node = ground.nodes("recovery-2", 1, keyspace.keyspace(), List.of(HEAP, NO_SNAPSHOT));
        try (Api api = Api.at(node.apis().get(0))) {
            House house = new House(api);
            house.awaitServing(1);
            new Rounds(api, house, accounts).trade(EVENTS, accounts.size());
        } finally {
            ground.end(node);
        }
    }

    private Recovered recover() throws IOException {
        NodeFleet node = ground.nodes("recovery-3", 1, keyspace.keyspace(), List.of(HEAP, NO_SNAPSHOT));
        try (Api api = Api.at(node.apis().get(0))) {
            House house = new House(api);
            house.awaitServing(1);
            long began = System.nanoTime();
            house.readAll(accounts, READS_AT_ONCE);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            return new Recovered(took, ProcessMemory.of(node.nodes().get(0).pid()));
        } finally {
            ground.end(node);
        }
    }

    private List<Measure> measures(ProcessMemory empty, Recovered recovered) {
        double perSecond = accounts.size() * 1e9 / recovered.took().toNanos();
        double perAccount = (double) (recovered.memory().liveHeapBytes() - empty.liveHeapBytes()) / accounts.size();
        Measure rate = Measure.of("recovery", "accounts recovered by a node just started", perSecond, "per second")
                .against(Goal.atLeast(GOAL_PER_SECOND, "per second"))
                .with("accounts, each with a snapshot and " + EVENTS + " events", accounts.size());
        Measure account = Measure.of("memory_per_account", "live heap per idle account", perAccount / KIB, "KiB");
        Measure node = Measure.of(
                "memory_per_node", "live heap of a node without accounts", empty.liveHeapBytes() / MIB, "MiB");
        for (long resident : recovered.memory().residentBytes().stream().toList()) {
            node = node.with("resident with all these accounts, MiB", resident / MIB);
        }
        return List.of(rate, account, node);
    }
}
