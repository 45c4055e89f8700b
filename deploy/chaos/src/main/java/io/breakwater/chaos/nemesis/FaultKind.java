package io.breakwater.chaos.nemesis;

import io.breakwater.chaos.process.Machine.Means;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to a cluster. Each says whom it strikes and what {@code for_ms} and {@code amount} mean to it. */
public enum FaultKind {
    /** SIGKILL of one node, started again after {@code for_ms}. */
    KILL_ONE(Aim.ONE),
    /** SIGKILL of most nodes at once. */
    KILL_MAJORITY(Aim.MAJORITY),
    /** SIGKILL of all nodes at once; they start again together. */
    KILL_ALL(Aim.ALL),
    /**
     * SIGKILL of the node that hosts an episode, when the episode is at the step {@code when}, which must come within {@code
     * for_ms}; started again after {@code amount} milliseconds, as those of the other kinds that seek the owner.
     */
    KILL_OWNER(Aim.OWNER),
    /** SIGTERM of one node, started again after {@code for_ms}. */
    TERMINATE(Aim.ONE),
    /** SIGTERM of the node that hosts an episode. */
    TERMINATE_OWNER(Aim.OWNER),
    /** SIGTERM of each node in turn, the next one when the last one serves again. {@code for_ms} bounds it. */
    ROLLING_RESTART(Aim.ALL),
    /** One node more for {@code for_ms}, then SIGTERM for it. */
    SCALE(Aim.SPARE),
    /** SIGSTOP of one node for {@code for_ms}: a long collection of garbage, a frozen machine. */
    PAUSE(Aim.ONE, Means.SIGNALS),
    /** SIGSTOP of the node that hosts an episode. */
    PAUSE_OWNER(Aim.OWNER, Means.SIGNALS),
    /** The target is cut off from all other nodes; all still reach Cassandra and their clients. */
    PARTITION(Aim.SIDE, Means.LOOPBACK_NETWORK),
    /** No node reaches any but its neighbours in a ring. */
    PARTITION_RING(Aim.ALL, Means.LOOPBACK_NETWORK),
    /** The target hears the others, and they do not hear it. */
    PARTITION_OUT(Aim.SIDE, Means.LOOPBACK_NETWORK),
    /** The others hear the target, and it does not hear them. */
    PARTITION_IN(Aim.SIDE, Means.LOOPBACK_NETWORK),
    /** The target is cut off and connected again in turn, {@code amount} milliseconds each. */
    FLAP(Aim.SIDE, Means.LOOPBACK_NETWORK),
    /** What the target says and hears is {@code amount} milliseconds late in each direction. */
    DELAY(Aim.ONE, Means.LOOPBACK_NETWORK),
    /** The target does not reach Cassandra. */
    CUT_JOURNAL(Aim.ONE),
    /** Clients do not reach the target. */
    CUT_CLIENTS(Aim.ONE),
    /** SIGSTOP of Cassandra for {@code for_ms}. */
    JOURNAL_PAUSE(Aim.CASSANDRA, Means.SIGNALS),
    /** SIGKILL of Cassandra, started again after {@code for_ms}. */
    JOURNAL_KILL(Aim.CASSANDRA),
    /** The target gets {@code amount} percent of one processor. */
    CPU(Aim.ONE, Means.CPU_GROUPS),
    /** The wall clock of the target is {@code amount} seconds off. */
    CLOCK(Aim.ONE, Means.FAKE_TIME),
    /** The target is cut off, killed, and founds a cluster of its own on the same journal: two clusters, one house. */
    FOUND_APART(Aim.ONE, Means.LOOPBACK_NETWORK);

    /** Of three nodes each is a neighbour of the others. */
    private static final int SMALLEST_RING = 4;

    private final Aim aim;
    private final Optional<Means> means;

    /** At whom a fault is aimed. */
    public enum Aim {
        ONE,
        MAJORITY,
        ALL,
        /** Fewer than half of the nodes. */
        SIDE,
        OWNER,
        SPARE,
        CASSANDRA
    }

    FaultKind(Aim aim) {
        this.aim = aim;
        this.means = Optional.empty();
    }

    FaultKind(Aim aim, Means means) {
        this.aim = aim;
        this.means = Optional.of(means);
    }

    public Aim aim() {
        return aim;
    }

    /** What the machine must offer for it. */
    public Optional<Means> means() {
        return means;
    }

    /** In how small a cluster it means something. */
    int fewestNodes() {
        return this == PARTITION_RING ? SMALLEST_RING : 1;
    }

    /** As it is written in schedules and reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws InvalidScheduleException when there is no such kind
     */
    public static FaultKind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidScheduleException("there is no kind of fault '" + text + "'"));
    }
}
