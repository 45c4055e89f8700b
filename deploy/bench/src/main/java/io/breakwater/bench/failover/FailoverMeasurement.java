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
 * One of three nodes is killed by SIGKILL, and every account is read through one of the others, again and again until it
 * answers. The figure is the time from the signal until the last account has answered.
 */
public final class FailoverMeasurement {

    private static final int NODES = 3;
    private static final double GOAL_SECONDS = 12;
    private static final int ACCOUNTS_AT_ONCE = 32;
    private static final Duration ATTEMPT = Duration.ofMillis(500);
    private static final Duration GIVE_UP = Duration.ofMinutes(2);
    private static final double NANOS = 1e9;

    private FailoverMeasurement() {}

    /**
     * Measures in a keyspace of its own.
     *
     * @param victims the nodes to kill, counted from 0, which founded the cluster; each in a cluster started anew
     */
    public static Measure run(Ground ground, int accounts, List<Integer> victims) throws IOException {
        CassandraSettings keyspace = ground.keyspace("bench_failover");
        List<Double> seconds = new ArrayList<>();
        for (int victim : victims) {
            NodeFleet nodes =
                    ground.nodes("failover-" + (seconds.size() + 1), NODES, keyspace.keyspace(), ChildNode.BRIEF);
            List<Api> apis = nodes.apis().stream().map(Api::at).toList();
            try {
                apis.forEach(api -> new House(api).awaitServing(NODES));
                House house = new House(apis.get(victim));
                List<String> ids = seconds.isEmpty() ? house.found(accounts) : House.accounts(accounts);
                house.readAll(ids, ACCOUNTS_AT_ONCE);
                seconds.add(kill(nodes.nodes().get(victim), survivors(apis, victim), ids) / NANOS);
            } finally {
                apis.forEach(Api::close);
                ground.end(nodes);
            }
        }
        return measure(accounts, seconds);
    }

    private static List<House> survivors(List<Api> apis, int victim) {
        return IntStream.range(0, apis.size())
                .filter(node -> node != victim)
                .mapToObj(node -> new House(apis.get(node)))
                .toList();
    }

    /** Kills the node; answers the nanoseconds until the last of the accounts has answered. */
    private static long kill(ChildNode victim, List<House> survivors, List<String> accounts) {
        long killed = System.nanoTime();
        victim.kill();
        AtOnce.each(
                IntStream.range(0, accounts.size()).boxed().toList(),
                accounts.size(),
                n -> untilAnswered(survivors.get(n % survivors.size()), accounts.get(n), killed));
        return System.nanoTime() - killed;
    }

    private static CompletableFuture<GetAccountResponse> untilAnswered(House house, String account, long killed) {
        return Again.until(() -> house.tryRead(account, ATTEMPT), failure -> {
            if (System.nanoTime() - killed > GIVE_UP.toNanos()) {
                throw new BenchFailure(account + " did not answer within " + GIVE_UP.toSeconds() + " s", failure);
            }
        });
    }

    private static Measure measure(int accounts, List<Double> seconds) {
        double worst = seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double best = seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return Measure.of("failover", "SIGKILL of one node of three until every account answers", worst, "s")
                .against(Goal.atMost(GOAL_SECONDS, "s"))
                .with("shortest of " + seconds.size() + ", s", best)
                .with("accounts", accounts);
    }
}
