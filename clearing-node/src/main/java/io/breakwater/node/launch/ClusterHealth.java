package io.breakwater.node.launch;

import io.breakwater.node.edge.HouseApi;
import io.breakwater.node.time.ClockExchange;
import io.breakwater.node.time.HouseTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** How the cluster is doing, as this node sees it. */
final class ClusterHealth implements Supplier<HouseApi.Health> {

    private final Cluster cluster;
    private final HouseTime time;

    ClusterHealth(ActorSystem<?> system, HouseTime time) {
        this.cluster = Cluster.get(system);
        this.time = time;
    }

    @Override
    public HouseApi.Health get() {
        CurrentClusterState state = cluster.state();
        List<HouseApi.NodeHealth> nodes = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Member member : state.getMembers()) {
            boolean reachable = !state.getUnreachable().contains(member);
            String address = ClockExchange.address(member);
            String status = member.status().toString().toLowerCase(Locale.ROOT);
            nodes.add(new HouseApi.NodeHealth(address, status, reachable));
            if (!reachable) {
                reasons.add("node " + address + " is not reachable");
            } else if (!member.status().equals(MemberStatus.up())) {
                reasons.add("node " + address + " is " + status);
            }
        }
        boolean hasTime = time.now().isPresent();
        if (!hasTime) {
            reasons.add("this node has no house time: it has not heard a majority for 3 s");
        }
        HouseApi.Grade grade = HouseApi.Grade.GREEN;
        if (!hasTime) {
            grade = HouseApi.Grade.RED;
        } else if (!reasons.isEmpty()) {
            grade = HouseApi.Grade.YELLOW;
        }
        return new HouseApi.Health(grade, reasons, nodes);
    }
}
