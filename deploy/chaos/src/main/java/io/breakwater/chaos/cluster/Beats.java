package io.breakwater.chaos.cluster;

import io.breakwater.waterfall.bucket.BucketMessage;
import io.breakwater.waterfall.housetime.ClockMessage;
import io.breakwater.waterfall.housetime.ClockPolicy;
import io.breakwater.waterfall.housetime.ClockReadings;
import io.breakwater.waterfall.process.Cause;
import io.breakwater.waterfall.process.EntityId;
import java.util.Optional;
import java.util.TreeSet;

/** What a node does again and again: asks its peers for their clocks, calls on buckets, and looks after its accounts. */
final class Beats {

    private static final long BUCKETS = 6_000_000_000L;
    private static final long LOOK = 500_000_000L;
    private static final long CLOCKS = ClockPolicy.STANDARD.interval().toNanos();

    private Beats() {}

    static void start(Node node) {
        Chance chance = node.world().chance();
        node.later(chance.between(0, LOOK), () -> clocks(node));
        node.later(chance.between(0, BUCKETS), () -> buckets(node));
        node.later(chance.between(0, LOOK), () -> look(node));
    }

    private static void clocks(Node node) {
        TreeSet<String> members = new TreeSet<>();
        node.view().members().keySet().forEach(each -> members.add(Node.name(each)));
        ClockReadings.Asking asking = node.clocks().among(members).ask(node.uptime());
        node.clocks(asking.next());
        for (int peer : node.view().members().keySet()) {
            if (peer != node.number()) {
                node.world().send(node, peer, there -> {
                    ClockMessage.Pong pong = asking.ping().answer(there.wall());
                    there.world()
                            .send(
                                    there,
                                    node.number(),
                                    here -> here.clocks(here.clocks().heard(Node.name(peer), pong, here.uptime())));
                });
            }
        }
        node.later(CLOCKS, () -> clocks(node));
    }

    private static void buckets(Node node) {
        Cause cause = new Cause("node/" + node.number(), Optional.empty(), "starter");
        for (EntityId bucket : node.world().buckets()) {
            node.world()
                    .route(
                            node,
                            new Parcel(
                                    bucket,
                                    new BucketMessage.Tick(),
                                    Optional.empty(),
                                    cause,
                                    Optional.empty(),
                                    Optional.empty()));
        }
        node.later(BUCKETS, () -> buckets(node));
    }

    private static void look(Node node) {
        node.risk().look();
        node.census().look();
        node.later(LOOK, () -> look(node));
    }
}
