package io.breakwater.chaos.nemesis;

import io.breakwater.chaos.network.Link;
import io.breakwater.chaos.process.Lab;
import io.breakwater.chaos.process.LabNode;
import io.breakwater.chaos.process.Store;
import java.util.ArrayList;
import java.util.List;

/** Which links a fault of the network holds; whoever is given the holds lets go of them. */
final class Cuts {

    private final Lab lab;

    Cuts(Lab lab) {
        this.lab = lab;
    }

    static Effect.Healing healing(List<? extends AutoCloseable> held) {
        return () -> {
            for (AutoCloseable each : held) {
                each.close();
            }
        };
    }

    /** Between these nodes and all others, both ways. */
    List<Link.Hindrance> around(List<LabNode> side) {
        List<Link.Hindrance> held = from(side);
        held.addAll(to(side));
        return held;
    }

    /** From these nodes to all others. */
    List<Link.Hindrance> from(List<LabNode> side) {
        List<Link.Hindrance> held = new ArrayList<>();
        side.forEach(one -> others(side).forEach(other -> held.add(cut(one.name(), other.name()))));
        return held;
    }

    /** From all others to these nodes. */
    List<Link.Hindrance> to(List<LabNode> side) {
        List<Link.Hindrance> held = new ArrayList<>();
        side.forEach(one -> others(side).forEach(other -> held.add(cut(other.name(), one.name()))));
        return held;
    }

    /** Between all nodes of the cluster that are not neighbours in the order of their numbers, the last beside the first. */
    List<Link.Hindrance> ring() {
        List<Link.Hindrance> held = new ArrayList<>();
        List<LabNode> nodes = lab.nodes();
        for (int a = 0; a < nodes.size(); a++) {
            for (int b = 0; b < nodes.size(); b++) {
                int apart = Math.floorMod(a - b, nodes.size());
                if (apart > 1 && apart < nodes.size() - 1) {
                    held.add(cut(nodes.get(a).name(), nodes.get(b).name()));
                }
            }
        }
        return held;
    }

    /** What a node says to the others and hears from them comes later. */
    List<Link.Hindrance> slow(LabNode node, long millis) {
        List<Link.Hindrance> held = new ArrayList<>();
        for (LabNode other : others(List.of(node))) {
            held.add(lab.network().link(node.name(), other.name()).slow(millis));
            held.add(lab.network().link(other.name(), node.name()).slow(millis));
        }
        return held;
    }

    /** Between a node and Cassandra. */
    List<Link.Hindrance> journal(LabNode node) {
        return List.of(cut(node.name(), Store.NAME), cut(Store.NAME, node.name()));
    }

    /** Between a node and its clients. */
    List<Link.Hindrance> clients(LabNode node) {
        return List.of(cut(node.name(), Lab.CLIENTS), cut(Lab.CLIENTS, node.name()));
    }

    private List<LabNode> others(List<LabNode> side) {
        return lab.all().stream().filter(node -> !side.contains(node)).toList();
    }

    private Link.Hindrance cut(String from, String to) {
        return lab.network().link(from, to).cut();
    }
}
