package io.breakwater.chaos.cluster;

import java.util.EnumMap;
import java.util.Map;

/** How bad network and journal are at the moment, and how often what struck. */
public final class Weather {

    private final Map<FaultKind, Long> struck = new EnumMap<>(FaultKind.class);
    private Network network = Network.CALM;
    private Journal journal = Journal.CALM;

    /**
     * The network between nodes, and between clients and nodes.
     *
     * @param dropped in percent of messages
     * @param doubled in percent of messages
     * @param delayed in percent of messages, which take up to {@code slowest} nanoseconds
     */
    public record Network(int dropped, int doubled, int delayed, long slowest) {
        public static final Network CALM = new Network(0, 0, 0, 0);
    }

    /**
     * The journal, for every node alike.
     *
     * @param failing in percent of writes, not applied
     * @param lost in percent of writes, applied but not answered
     * @param slow in percent of writes, taking up to {@code slowest} nanoseconds
     * @param unreadable in percent of reads
     */
    public record Journal(int failing, int lost, int slow, long slowest, int unreadable) {
        public static final Journal CALM = new Journal(0, 0, 0, 0, 0);
    }

    public Network network() {
        return network;
    }

    public Journal journal() {
        return journal;
    }

    public void turn(Network next) {
        network = next;
    }

    public void turn(Journal next) {
        journal = next;
    }

    /** Counts a fault that has struck. */
    public void strikes(FaultKind kind) {
        struck.merge(kind, 1L, Long::sum);
    }

    /** How often each kind of fault has struck. */
    public Map<FaultKind, Long> struck() {
        return struck;
    }
}
