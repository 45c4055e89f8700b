package io.breakwater.chaos.cluster;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is in the cluster, as somebody knows it; nodes may know different things at the same time.
 *
 * @param members by number of the node, the start of it that is a member
 */
public record View(long epoch, SortedMap<Integer, Long> members) {

    static final View NONE = new View(0, new TreeMap<>());

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    public View {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    boolean has(int node, long boot) {
        return Long.valueOf(boot).equals(members.get(node));
    }

    View with(int node, long boot) {
        SortedMap<Integer, Long> next = new TreeMap<>(members);
        next.put(node, boot);
        return new View(epoch + 1, next);
    }

    View without(int node) {
        SortedMap<Integer, Long> next = new TreeMap<>(members);
        next.remove(node);
        return new View(epoch + 1, next);
    }

    /** The node on which the entities of a slot live; -1 while there is none. */
    int owner(int slot) {
        int owner = -1;
        long best = Long.MIN_VALUE;
        for (Map.Entry<Integer, Long> member : members.entrySet()) {
            long weight = (slot * 31L + member.getKey() + 1) * GOLDEN;
            weight = (weight ^ (weight >>> 29)) * GOLDEN;
            if (owner < 0 || weight > best) {
                owner = member.getKey();
                best = weight;
            }
        }
        return owner;
    }
}
