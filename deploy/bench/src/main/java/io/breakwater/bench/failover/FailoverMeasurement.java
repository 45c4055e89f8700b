package io.breakwater.bench.failover;

import io.breakwater.bench.api.Again;
import io.breakwater.bench.api.Api;
import io.breakwater.bench.api.AtOnce;
import io.breakwater.bench.api.House;
import io.breakwater.bench.ground.BenchFailure;
import io.breakwater.bench.ground.Ground;
import io.breakwater.bench.report.Goal;
import io.breakwater.bench.report.Measure;
import io.breakwater.node.demo.ChildNode;
import io.breakwater.node.demo.NodeFleet;
import io.breakwater.node.journal.cassandra.CassandraSettings;
import io.breakwater.protocol.accounts.v1.GetAccountResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Of three nodes one or all are lost, and every account is read through one of those that are left or were started anew,
 * again and again until it answers. The figure is the time from the signal until the last account has answered.
 */
public final class FailoverMeasurement {

    private static final int NODES = 3;
    private static final int FOUNDER = 0;
    private static final int ACCOUNTS_AT_ONCE = 32;
    private static final Duration ATTEMPT = Duration.ofMillis(500);
    private static final Duration GIVE_UP = Duration.ofMinutes(3);
    private static final double NANOS = 1e9;

    private final Ground ground;
    private final CassandraSettings keyspace;
    private final List<String> accounts;
    private int clusters;

    private FailoverMeasurement(Ground ground, CassandraSettings keyspace, List<String> accounts) {
        this.ground = ground;
        this.keyspace = keyspace;
        this.accounts = accounts;
    }

    /**
     * Measures in a keyspace of its own.
     *
     * @param victims the nodes to kill, counted from 0, which founded the cluster; each in a cluster started anew. The other
     *     losses are the founder's.
     */
    public static List<Measure> run(Ground ground, int accounts, List<Integer> victims) throws IOException {
        FailoverMeasurement measurement =
                new FailoverMeasurement(ground, ground.keyspace("bench_failover"), House.accounts(accounts));
        List<Measure> measures = new ArrayList<>();
        for (Loss loss : Loss.values()) {
            List<Double> seconds = new ArrayList<>();
            for (int victim : loss == Loss.KILLED ? victims : List.of(FOUNDER)) {
                seconds.add(measurement.lose(loss, victim));
            }
            measures.add(measure(loss, accounts, seconds));
        }
        return measures;
    }

    /** Seconds from the loss of this node until the last account has answered, in a cluster of its own. */
    private double lose(Loss loss, int victim) throws IOException {
        NodeFleet nodes = start();
        List<Api> apis = apis(nodes);
        try {
            apis.forEach(api -> new House(api).awaitServing(NODES));
            House house = new House(apis.get(victim));
            if (clusters == 1) {
                house.found(accounts.size());
            }
            house.readAll(accounts, ACCOUNTS_AT_ONCE);
            return (loss == Loss.ALL_KILLED ? loseAll(loss, nodes) : loseOne(loss, nodes, apis, victim)) / NANOS;
        } finally {
            // One that stands still would not hear that it is to end.
            nodes.nodes().get(victim).kill();
            apis.forEach(Api::close);
            ground.end(nodes);
        }
    }

    private NodeFleet start() throws IOException {
        clusters++;
        return ground.nodes("failover-" + clusters, NODES, keyspace.keyspace(), ChildNode.BRIEF);
    }

    private static List<Api> apis(NodeFleet nodes) {
        return nodes.apis().stream().map(Api::at).toList();
    }

    private double loseOne(Loss loss, NodeFleet nodes, List<Api> apis, int victim) {
        List<House> survivors = IntStream.range(0, apis.size())
                .filter(node -> node != victim)
                .mapToObj(node -> new House(apis.get(node)))
                .toList();
        long lost = System.nanoTime();
        loss.strike(nodes.nodes().get(victim));
        return untilAllAnswer(survivors, lost);
    }

    private double loseAll(Loss loss, NodeFleet nodes) throws IOException {
        long lost = System.nanoTime();
        nodes.nodes().forEach(loss::strike);
        NodeFleet anew = start();
        List<Api> apis = apis(anew);
        try {
            return untilAllAnswer(apis.stream().map(House::new).toList(), lost);
        } finally {
            apis.forEach(Api::close);
            ground.end(anew);
        }
    }

    /** The nanoseconds from the loss until the last of the accounts has answered. */
    private double untilAllAnswer(List<House> houses, long lost) {
        AtOnce.each(
                IntStream.range(0, accounts.size()).boxed().toList(),
                accounts.size(),
                n -> untilAnswered(houses.get(n % houses.size()), accounts.get(n), lost));
        return System.nanoTime() - lost;
    }

    private static CompletableFuture<GetAccountResponse> untilAnswered(House house, String account, long lost) {
        return Again.until(() -> house.tryRead(account, ATTEMPT), failure -> {
            if (System.nanoTime() - lost > GIVE_UP.toNanos()) {
                throw new BenchFailure(account + " did not answer within " + GIVE_UP.toSeconds() + " s", failure);
            }
        });
    }

    private static Measure measure(Loss loss, int accounts, List<Double> seconds) {
        double worst = seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double best = seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return Measure.of(loss.key(), loss.what(), worst, "s")
                .against(Goal.atMost(loss.goalSeconds(), "s"))
                .with("shortest of " + seconds.size() + ", s", best)
                .with("accounts", accounts);
    }
}
