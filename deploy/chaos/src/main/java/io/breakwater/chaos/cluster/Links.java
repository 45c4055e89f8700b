package io.breakwater.chaos.cluster;

import java.util.ArrayList;
import java.util.List;

/** Which node does not hear which, because the network is parted; several partings may hold at a time. */
final class Links {

    private final int nodes;
    private final List<boolean[][]> cuts = new ArrayList<>();

    Links(int nodes) {
        this.nodes = nodes;
    }

    /** Parts the network: nothing gets from a node of the one group to one of the other. */
    Object cut(List<Integer> from, List<Integer> to) {
        boolean[][] cut = new boolean[nodes][nodes];
        from.forEach(one -> to.forEach(other -> cut[one][other] = true));
        cuts.add(cut);
        return cut;
    }

    void mend(Object cut) {
        cuts.removeIf(each -> each == cut);
    }

    void mendAll() {
        cuts.clear();
    }

    boolean passes(int from, int to) {
        for (boolean[][] cut : cuts) {
            if (cut[from][to]) {
                return false;
            }
        }
        return true;
    }

    boolean bothWays(int one, int other) {
        return passes(one, other) && passes(other, one);
    }
}
