package io.breakwater.chaos.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is in the cluster, as its majority decides it: a member that the majority has not heard for a while is removed and
 * its entities start elsewhere; one that has not heard the majority for a while ends by itself. Both times differ from
 * case to case, and everybody learns the decision a little later, so an entity may live twice: on a node that stood still,
 * on one that is cut off, or on two that have heard different things.
 */
final class Membership {

    private static final long TICK = 250_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final World world;
    private final List<Node> nodes;
    private final Map<Integer, Long> outSince = new TreeMap<>();
    private final Map<Integer, Long> patience = new TreeMap<>();
    private final Map<Integer, Long> alone = new TreeMap<>();
    private final Map<Integer, Long> endurance = new TreeMap<>();
    private final List<View> history = new ArrayList<>();
    /** Starts of nodes that were removed: they never come back. */
    private final TreeSet<String> removed = new TreeSet<>();

    private View decided = View.NONE;

    Membership(World world, List<Node> nodes) {
        this.world = world;
        this.nodes = nodes;
    }

    View decided() {
        return decided;
    }

    /** All nodes are members and know it. */
    void found() {
        for (Node node : nodes) {
            decide(decided.with(node.number(), node.boot()));
        }
        nodes.forEach(node -> node.learn(history));
        world.agenda().in(TICK, this::tick);
    }

    private void decide(View next) {
        decided = next;
        history.add(next);
    }

    private void tick() {
        SortedSet<Integer> majority = majority();
        if (!majority.isEmpty()) {
            remove(majority);
            admit(majority);
        }
        for (Node node : nodes) {
            if (node.isUp()) {
                tell(node, majority);
            }
        }
        world.agenda().in(TICK, this::tick);
    }

    /** The largest group of nodes that hear each other, if it is more than half of the members; or of all, if none lives. */
    private SortedSet<Integer> majority() {
        SortedSet<Integer> best = new TreeSet<>();
        for (Node node : nodes) {
            if (node.isUp()) {
                SortedSet<Integer> group = group(node);
                if (group.size() > best.size()) {
                    best = group;
                }
            }
        }
        long members = best.stream().filter(this::isMember).count();
        boolean anyLives = nodes.stream().anyMatch(node -> node.isAlive() && isMember(node.number()));
        boolean enough = anyLives ? 2 * members > decided.members().size() : 2 * best.size() > nodes.size();
        return enough ? best : new TreeSet<>();
    }

    private boolean isMember(int node) {
        return decided.has(node, nodes.get(node).boot());
    }

    private SortedSet<Integer> group(Node of) {
        TreeSet<Integer> group = new TreeSet<>(List.of(of.number()));
        for (Node other : nodes) {
            boolean heardByAll = group.stream().allMatch(each -> world.links().bothWays(each, other.number()));
            if (other.isUp() && heardByAll) {
                group.add(other.number());
            }
        }
        return group;
    }

    private void remove(SortedSet<Integer> majority) {
        for (int member : List.copyOf(decided.members().keySet())) {
            if (majority.contains(member) && isMember(member)) {
                outSince.remove(member);
                continue;
            }
            long since = outSince.computeIfAbsent(member, none -> {
                patience.put(member, world.chance().between(2 * SECOND, 7 * SECOND));
                return world.now();
            });
            if (world.now() - since >= patience.getOrDefault(member, 0L)) {
                outSince.remove(member);
                remove(member);
            }
        }
    }

    private void remove(int member) {
        removed.add(member + " " + decided.members().get(member));
        decide(decided.without(member));
    }

    /**
     * Takes in all of the majority at once, so that there is never a cluster of one: the assumption about clocks is one
     * about a majority of the members, and who is alone is a majority.
     */
    private void admit(SortedSet<Integer> majority) {
        SortedMap<Integer, Long> next = new TreeMap<>(decided.members());
        for (int node : majority) {
            long boot = nodes.get(node).boot();
            if (!isMember(node) && !removed.contains(node + " " + boot)) {
                Long before = next.put(node, boot);
                removed.add(node + " " + before);
            }
        }
        if (!next.equals(decided.members())) {
            decide(new View(decided.epoch() + 1, next));
        }
    }

    private void tell(Node node, SortedSet<Integer> majority) {
        if (majority.contains(node.number())) {
            alone.remove(node.number());
            if (node.view().epoch() < decided.epoch()) {
                List<View> news = List.copyOf(history);
                long boot = node.boot();
                node.later(world.chance().between(0, SECOND), () -> learn(node, boot, news));
            }
            return;
        }
        long since = alone.computeIfAbsent(node.number(), none -> {
            endurance.put(node.number(), world.chance().between(2 * SECOND, 8 * SECOND));
            return world.now();
        });
        if (world.now() - since >= endurance.getOrDefault(node.number(), 0L)) {
            alone.remove(node.number());
            world.restart(node, world.chance().between(SECOND, 5 * SECOND));
        }
    }

    /** A node that hears that it was removed ends at once, and is started anew. */
    private void learn(Node node, long boot, List<View> news) {
        if (removed.contains(node.number() + " " + boot)) {
            world.restart(node, world.chance().between(SECOND, 5 * SECOND));
            return;
        }
        node.learn(news);
    }

    /** The nodes that are members, as decided. */
    List<Integer> members() {
        return new ArrayList<>(decided.members().keySet());
    }
}
